"""The sheets that are words and counts: the first page, who answered, what was said, barriers, methods.

They follow the order of the report, children and families first.
"""

from bot.documents.dictionary import TERMS
from bot.documents.wording import CHILDREN_AND_FAMILIES_FIRST, LABELS, SOURCES, WITHHELD, named
from bot.documents.workbook import Value, Workbook, WorkbookSheet
from surveys.impact.summary import Summary, WaveParticipation

_RATE = frozenset((8,))


def first_page(workbook: Workbook, summary: Summary) -> None:
    """Write what a busy reader sees."""
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
        ("Decision asked for", first.decision),
    ]
    for line in lines:
        sheet.line(line)


def who_answered(workbook: Workbook, summary: Summary) -> None:
    """Write participation by wave, agency and door, how far the learning reached, and who was not reached."""
    sheet = workbook.sheet("Who answered", (34, 26, 28, 14, 12, 12, 26, 24, 24, 14))
    hidden = WITHHELD
    sheet.heads(("Wave", "Who", "Questionnaire", "How", "Opened", "Closes", "Within the wave", "Answered",
                 "Response rate", "Asked"))  # fmt: skip
    for wave in summary.participation:
        _wave(sheet, wave, hidden)
    sheet.row += 1
    sheet.heads(("How far the learning travelled", "People"), freeze=False)
    for step in ("audience", "delivered", "read", "discussed", "intending", "attended"):
        count: int | None = getattr(summary.reach, step)
        sheet.line(
            [step.capitalize(), hidden if count is None and summary.reach.suppressed else count]
        )
    sheet.row += 1
    sheet.heads(("Who was not reached", "People"), freeze=False)
    for reason, people in [("All", summary.not_reached.people), *summary.not_reached.reasons]:
        sheet.line([reason, hidden if people is None else people])


def _wave(sheet: WorkbookSheet, wave: WaveParticipation, hidden: str) -> None:
    place: list[Value] = [wave.wave, named(SOURCES, wave.voice), wave.instrument, wave.mode, wave.opened_on,
                          wave.closes_on]  # fmt: skip
    parts = [("all", wave.answered, wave.response_rate, wave.eligible, wave.suppressed)]
    parts += [
        (f"agency: {a.agency}", a.answered, a.response_rate, a.eligible, a.suppressed)
        for a in wave.by_agency
    ]
    parts += [(f"door: {d.door}", d.answered, None, None, d.suppressed) for d in wave.by_door]
    for within, answered, rate, asked, is_hidden in parts:
        shown = hidden if answered is None and is_hidden else answered
        sheet.line([*place, within, shown, rate, asked], _RATE)


def voices(workbook: Workbook, summary: Summary) -> None:
    """Write released words, children and families first."""
    sheet = workbook.sheet("Voices", (30, 110))
    sheet.heads(("Who", "Words"))
    order = {voice: place for place, voice in enumerate(CHILDREN_AND_FAMILIES_FIRST)}
    for voice in sorted(summary.voices, key=lambda voice: order.get(voice.voice, len(order))):
        for quote in voice.quotes:
            sheet.line([named(SOURCES, voice.voice), quote])
    if sheet.row == 1:
        sheet.line(["–", "No words have been released for publication."])


def barriers(workbook: Workbook, summary: Summary) -> None:
    """Write what stood in the way, and how many named it."""
    sheet = workbook.sheet("Barriers", (50, 50, 24))
    hidden = WITHHELD
    sheet.heads(("Question", "Answer", "People"))
    for barrier in summary.barriers:
        people = hidden if barrier.people is None and barrier.suppressed else barrier.people
        sheet.line([barrier.question, barrier.barrier, people])
    if sheet.row == 1:
        sheet.line(["No question about barriers has been asked."])


def methods(workbook: Workbook, summary: Summary) -> None:
    """Write caveats, methods, the model's weights and the data dictionary."""
    sheet = workbook.sheet("Methods", (34, 110), landscape=False)
    sheet.heads(("What", "How"))
    told, dates = summary.methods, summary.methods.dates
    lines: list[tuple[str, Value]] = [
        *(("Caveat", text) for text in summary.caveats),
        *(("Rival explanation", text) for text in told.rival_explanations),
        *(
            ("Missing, and what would mend it", f"{o.ref}: {text}")
            for o in summary.outcomes
            for text in o.missing
        ),
        ("How people answered", "; ".join(told.modes)),
        ("Questionnaires", "; ".join(told.instruments)),
        ("Dates", f"{dates[0].isoformat()} to {dates[1].isoformat()}" if dates else None),
        ("Comparisons made", "; ".join(told.comparisons)),
        ("Intervals", told.interval),
        ("Small numbers", told.suppression),
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
