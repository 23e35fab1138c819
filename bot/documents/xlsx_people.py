"""The sheets of words and counts: first page, who answered, voices, barriers, methods.

They follow the order of the report, children and families first.
"""

from bot.documents.dictionary import TERMS
from bot.documents.wording import CHILDREN_AND_FAMILIES_FIRST, LABELS, SOURCES, WITHHELD, named
from bot.documents.workbook import Value, Workbook, WorkbookSheet
from surveys.impact.summary import Summary, WaveParticipation

_WAVE_HEADS = (
    "Wave",
    "Who",
    "Questionnaire",
    "How",
    "Opened",
    "Closes",
    "Within the wave",
    "Answered",
    "Response rate",
    "Asked",
)
_RATE = frozenset((8,))


def first_page(workbook: Workbook, summary: Summary) -> None:
    """Write what a busy reader needs."""
    sheet = workbook.sheet("First page", (34, 110), landscape=False)
    first = summary.first_page
    sheet.heads(("Impact summary", summary.partnership.name))
    lines: list[tuple[str, Value]] = [
        ("Action", f"{summary.action.ref}: {summary.action.title}"),
        ("Change wanted", summary.action.change_wanted),
        ("Learning source", f"{summary.action.source.kind}: {summary.action.source.ref}"),
        ("Owner agency", summary.action.owner_agency),
        ("As at", summary.as_at),
        ("Label", LABELS[summary.label].word),
        ("Reason", summary.statement),
        *(
            (f"Outcome {o.ref}", f"{o.statement}: {LABELS[o.label].word}. {o.reason}")
            for o in summary.outcomes
        ),
        ("How much did we do?", first.did),
        ("How well did we do it?", first.how_well),
        ("What difference did it make?", first.difference),
        ("Least favourable finding", first.least_favourable),
        *(("What cannot be said", text) for text in first.cannot_be_said),
        ("Decision needed", first.decision),
    ]
    for line in lines:
        sheet.line(line)


def who_answered(workbook: Workbook, summary: Summary) -> None:
    """Write participation by wave, agency and door, the reach, and who was not reached."""
    sheet = workbook.sheet("Who answered", (34, 26, 28, 14, 12, 12, 26, 24, 24, 14))
    sheet.heads(_WAVE_HEADS)
    for wave in summary.participation:
        _wave(sheet, wave)
    sheet.row += 1
    sheet.heads(("Who the learning reached", "People"), freeze=False)
    for step in ("audience", "delivered", "read", "discussed", "intending", "attended"):
        count: int | None = getattr(summary.reach, step)
        withheld = count is None and summary.reach.suppressed
        sheet.line([step.capitalize(), WITHHELD if withheld else count])
    sheet.row += 1
    sheet.heads(("Who was not reached", "People"), freeze=False)
    for reason, people in [("All", summary.not_reached.people), *summary.not_reached.reasons]:
        sheet.line([reason, WITHHELD if people is None else people])


def _wave(sheet: WorkbookSheet, wave: WaveParticipation) -> None:
    names: list[Value] = [wave.wave, named(SOURCES, wave.voice), wave.instrument, wave.mode]
    dates: list[Value] = [wave.opened_on, wave.closes_on]
    parts = [("all", wave.answered, wave.response_rate, wave.eligible, wave.suppressed)]
    parts += [
        (f"agency: {a.agency}", a.answered, a.response_rate, a.eligible, a.suppressed)
        for a in wave.by_agency
    ]
    parts += [(f"door: {d.door}", d.answered, None, None, d.suppressed) for d in wave.by_door]
    for within, answered, rate, asked, is_hidden in parts:
        shown = WITHHELD if answered is None and is_hidden else answered
        sheet.line([*names, *dates, within, shown, rate, asked], _RATE)


def voices(workbook: Workbook, summary: Summary) -> None:
    """Write released words, children and families first."""
    sheet = workbook.sheet("Voices", (30, 110))
    sheet.heads(("Who", "Words"))
    order = {voice: place for place, voice in enumerate(CHILDREN_AND_FAMILIES_FIRST)}
    for voice in sorted(summary.voices, key=lambda voice: order.get(voice.voice, len(order))):
        for quote in voice.quotes:
            sheet.line([named(SOURCES, voice.voice), quote])
    if sheet.row == 1:
        sheet.line(["No one", "No words have been released for publication."])


def barriers(workbook: Workbook, summary: Summary) -> None:
    """Write what got in the way, and how many people named it."""
    sheet = workbook.sheet("Barriers", (50, 50, 24))
    sheet.heads(("Question", "Answer", "People"))
    for barrier in summary.barriers:
        withheld = barrier.people is None and barrier.suppressed
        people = WITHHELD if withheld else barrier.people
        sheet.line([barrier.question, barrier.barrier, people])
    if sheet.row == 1:
        sheet.line(["No question about barriers has been asked."])


def methods(workbook: Workbook, summary: Summary) -> None:
    """Write caveats, methods, the model's weights and the data dictionary."""
    sheet = workbook.sheet("Methods", (34, 110), landscape=False)
    sheet.heads(("What", "How"))
    how, dates = summary.methods, summary.methods.dates
    lines: list[tuple[str, Value]] = [
        *(("Caveat", text) for text in summary.caveats),
        *(("Rival explanation", text) for text in how.rival_explanations),
        *(
            ("Missing, and what would fill the gap", f"{o.ref}: {text}")
            for o in summary.outcomes
            for text in o.missing
        ),
        ("How people answered", "; ".join(how.modes)),
        ("Questionnaires", "; ".join(how.instruments)),
        ("Dates", f"{dates[0].isoformat()} to {dates[1].isoformat()}" if dates else None),
        ("Comparisons made", "; ".join(how.comparisons)),
        ("Intervals", how.interval),
        ("Small numbers", how.suppression),
        ("Model version", summary.model.version),
        ("Minimum group", str(summary.model.minimum_group)),
        *(
            (f"Quality of {named(SOURCES, source)}", str(weight))
            for source, weight in summary.model.weights.items()
        ),
        ("Fingerprint of the inputs", summary.sha256_of_inputs),
        *TERMS,
    ]
    for line in lines:
        sheet.line(line)
