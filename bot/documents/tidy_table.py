"""The summary as one tidy table: a row for each figure or text, first page first, methods last."""

from collections.abc import Iterable, Iterator

from bot.documents.tidy_contacts import contact_rows
from bot.documents.tidy_outcome import outcome_rows
from bot.documents.tidy_row import Row, Value, figures
from bot.documents.wording import WITHHELD, place_of_voice
from surveys.impact.summary.described_parts import DescribedAnswer
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.item_parts import ItemResult
from surveys.impact.summary.structure import Model, Summary

_WAVE = (
    "instrument",
    "mode",
    "closes_on",
    "eligible",
    "reached",
    "answered",
    "counted",
    "response_rate",
)
_ITEM = ("n", "favourable", "outside", "proportion", "interval")
_POINT = (
    "review_kind",
    "point_kind",
    "text",
    "state",
    "monitored_on",
    "note",
    "completed_on",
    "proof",
)
_AGENCY = ("eligible", "reached", "answered", "response_rate")


def rows(summary: Summary) -> Iterator[Row]:
    """Yield every row of the summary, first page first, methods last."""
    yield from _first_page(summary)
    for outcome in summary.outcomes:
        yield from outcome_rows(outcome)
    yield from figures(Row("reach"), summary.reach, tuple(type(summary.reach).model_fields)[:-1])
    yield from contact_rows(summary.dissemination)
    for wave in summary.participation:
        yield from _wave_rows(wave)
    for item in summary.items:
        yield from _item_rows(item)
    yield from _quotes(summary)
    yield from _you_said(summary)
    yield from _review_points(summary)
    for answer in summary.described:
        yield from _described_rows(answer)
    yield from _barriers_and_not_reached(summary)
    yield from _each_quarter(summary)
    yield from _methods(summary)


def _texts(section: str, measure: str, texts: Iterable[str]) -> Iterator[Row]:
    return (Row(section, measure=measure, value=text) for text in texts)


def _first_page(summary: Summary) -> Iterator[Row]:
    facts: dict[str, Value] = {
        "partnership": summary.partnership.name,
        "action": summary.action.ref,
        "title": summary.action.title,
        "change_wanted": summary.action.change_wanted,
        "learning_source_kind": summary.action.source.kind,
        "learning_source": summary.action.source.ref,
        "owner_agency": summary.action.owner_agency,
        "started_on": summary.action.started_on,
        "due_on": summary.action.due_on,
        "theme": summary.action.theme,
        "as_at": summary.as_at,
        "label": summary.label,
        "statement": summary.statement,
        "decided": summary.first_page.decided,
        "what_changed": summary.first_page.changed,
        "how_much_did_we_do": summary.first_page.did,
        "how_well_did_we_do_it": summary.first_page.how_well,
        "what_difference_did_it_make": summary.first_page.difference,
        "least_favourable": summary.first_page.least_favourable,
        "decision": summary.first_page.decision,
    }
    yield from (Row("first_page", measure=measure, value=value) for measure, value in facts.items())
    yield from _texts("first_page", "cannot_be_said", summary.first_page.cannot_be_said)
    for one in summary.history:
        yield Row("history", on=one.on.isoformat(), measure="label", value=one.label)
        for outcome, label in zip(summary.outcomes, one.outcomes, strict=True):
            on = one.on.isoformat()
            yield Row("history", outcome.ref, on=on, measure="label", value=label)
    for change in summary.action.changes:
        place = Row("changes", group=change.what, on=change.on.isoformat())
        yield place._replace(measure="from", value=change.before)
        yield place._replace(measure="to", value=change.after)


def _quotes(summary: Summary) -> Iterator[Row]:
    for voice in sorted(summary.voices, key=lambda one: place_of_voice(one.voice)):
        for quote in voice.quotes:
            place = Row("voices", source=voice.voice, group=voice.question)
            yield place._replace(measure="quote", value=quote)


def _each_quarter(summary: Summary) -> Iterator[Row]:
    for one in summary.complaints:
        yield Row("complaints", group=one.theme, measure="heard", value=str(one.heard))
    for said in summary.analyses:
        place = {"outcome": said.outcome, "group": said.indicator, "on": said.quarter.isoformat()}
        yield Row("analyses", **place, measure="topic", value=said.topic)
        yield Row("analyses", **place, measure="analysis", value=said.analysis)


_YOU_SAID = (
    "voice",
    "said",
    "did",
    "said_for_children",
    "did_for_children",
    "written_by",
    "released_by",
)


def _you_said(summary: Summary) -> Iterator[Row]:
    for number, one in enumerate(summary.you_said, start=1):
        place = Row("you_said", group=str(number), on=one.released_on.isoformat())
        for measure in _YOU_SAID:
            if value := getattr(one, measure):
                yield place._replace(measure=measure, value=value)


def _review_points(summary: Summary) -> Iterator[Row]:
    for one in summary.review_points:
        place = Row("review_points", group=f"{one.title} ({one.review}), {one.point}")
        here = place._replace(on=one.reviewed_on.isoformat())
        for measure in _POINT:
            yield here._replace(measure=measure, value=getattr(one, measure))


def _methods(summary: Summary) -> Iterator[Row]:
    methods = summary.methods
    for measure, texts in (
        ("mode", methods.modes),
        ("instrument", methods.instruments),
        ("comparison", methods.comparisons),
        ("interval", [methods.interval]),
        ("suppression", [methods.suppression]),
        ("model_version", [summary.model.version]),
        ("inputs_fingerprint", [summary.inputs_fingerprint]),
    ):
        yield from _texts("methods", measure, texts)
    for rival in methods.rival_explanations:
        weighed = rival.weighed or "not weighed yet"
        yield Row("methods", group=rival.explanation, measure="rival_explanation", value=weighed)
    if methods.dates:
        yield Row("methods", measure="first_date", value=methods.dates[0])
        yield Row("methods", measure="last_date", value=methods.dates[1])
    yield from _model_rows(summary.model)
    yield from _texts("caveats", "caveat", summary.caveats)


def _model_rows(model: Model) -> Iterator[Row]:
    for name in ("minimum_group", "minimum_group_floor", "precision_n"):
        yield Row("methods", measure=name, value=getattr(model, name))
    for source, weight in model.weights.items():
        yield Row("methods", source=source, measure="weight", value=weight)
    for part, gates in model.gates.items():
        yield from (
            Row("methods", group=part, measure=name, value=gate) for name, gate in gates.items()
        )


def _wave_rows(wave: WaveFlow) -> Iterator[Row]:
    """Yield those asked, reached, answered and counted in a wave, by agency, door and helper."""
    opened = wave.opened_on.isoformat()
    place = Row("participation", source=wave.voice, wave=wave.wave, on=opened)
    yield from figures(place, wave, _WAVE)
    for agency in wave.by_agency:
        here = place._replace(group=f"agency: {agency.agency}")
        yield from figures(here, agency, _AGENCY)
    for door in wave.by_door:
        yield from figures(place._replace(group=f"door: {door.door}"), door, ("answered",))
    for one in wave.by_helper:
        yield from figures(place._replace(group=f"helper: {one.helper}"), one, ("answered",))


def _item_rows(item: ItemResult) -> Iterator[Row]:
    place = Row("items", item.outcome or "", item.level, item.source, item.wave, item.item)
    yield from figures(place._replace(on=item.on.isoformat()), item, _ITEM)


def _described_rows(answer: DescribedAnswer) -> Iterator[Row]:
    """Yield how many gave one answer to a question that is not scored, or any answer to it."""
    said = f": {answer.answer}" if answer.answer else ""
    place = Row("described", source=answer.source, wave=answer.wave, on=answer.on.isoformat())
    yield from figures(place._replace(group=f"{answer.question}{said}"), answer, ("people",))


def _barriers_and_not_reached(summary: Summary) -> Iterator[Row]:
    """Yield barriers, and who was not reached; a count of None is withheld."""
    for barrier in summary.barriers:
        place = Row("barriers", group=f"{barrier.question}: {barrier.barrier}")
        yield from figures(place, barrier, ("people",))
    for reason, people in [("all", summary.not_reached.people), *summary.not_reached.reasons]:
        status = WITHHELD if people is None else ""
        yield Row("not_reached", group=reason, measure="people", value=people, status=status)
