"""Whatever people have written, and however much of it, a card stays good and small and says
where it is shortened."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.teams.cards import DRAWINGS, draw
from bot.teams.cards.fit import LARGEST, SHORTENED, fitted, size
from dialogs import replies as r
from tests.bot.teams.cards.lint import faults, nodes
from tests.builders.replies import EXAMPLES, briefing

CARDS = {name: reply for name, reply in EXAMPLES.items() if type(reply) in DRAWINGS}
# Opaque to cards: made by the dialogs or words of ours, held to their own rules, never shortened.
OPAQUE = frozenset(
    {
        "value",
        "once",
        "subject",
        "instrument",
        "audience",
        "grade",
        "next_verb",
        "verb",
        "question",
        "language",
        "moves",
        "figures",
        "at_time",
        "saved",
        "rule",
        "every",
        "mark",
        "nearest",
        "text_ref",
        "typed",
        "version",
    }
)
WORDS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from("[]()<>*_!#\\&\"'` a\n"), max_size=60),
    st.sampled_from(
        ["", " ", "é" * 3000, "[x](javascript:alert(1))", "<script>", "😀" * 500, "a" * 9000]
    ),
)


def rewritten(value: Any, data: st.DataObject, name: str = "") -> Any:
    """The same reply with other words, and longer lists."""
    if name in OPAQUE or name == "acts":
        return value
    if isinstance(value, str):
        return data.draw(WORDS)
    if isinstance(value, dict):
        return {key: rewritten(below, data, key) for key, below in value.items()}
    if isinstance(value, tuple) and value:
        times = 1 if isinstance(value[0], int) else data.draw(st.sampled_from([0, 1, 1, 12]))
        pair = len(value) in {2, 3, 4} and not isinstance(value[0], dict | tuple)
        return tuple(rewritten(below, data, name) for below in (value if pair else value * times))
    return value


def numbered(reply: r.Reply) -> r.Reply:
    """The reply with the values of its options made different again after they were multiplied."""
    changed = {
        name: tuple(
            o.model_copy(update={"value": f"{at}-{o.value}"}) if o.value else o
            for at, o in enumerate(options)
        )
        for name, options in ((n, getattr(reply, n)) for n in type(reply).model_fields)
        if isinstance(options, tuple) and options and isinstance(options[0], r.Option)
    }
    if isinstance(reply, r.ConcernList):
        changed = {
            "concerns": tuple(
                c.model_copy(update={"concern": at}) for at, c in enumerate(reply.concerns)
            )
        }
    if isinstance(reply, r.Schedule):
        changed = {
            "jobs": tuple(one.model_copy(update={"job": at}) for at, one in enumerate(reply.jobs))
        }
    return reply.model_copy(update=changed)


@pytest.mark.parametrize("name", CARDS)
@settings(
    max_examples=6,
    deadline=None,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # what fails is plain enough; shrinking whole cards takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_any_words_give_a_good_card(name: str, data: st.DataObject):
    reply = CARDS[name]
    changed = type(reply).model_validate(rewritten(reply.model_dump(), data))
    card = draw(numbered(changed))
    assert [fault for fault in faults(card) if fault != "buttons: two buttons of one name"] == []
    assert size(card) <= LARGEST


def test_a_card_that_was_shortened_says_so():
    card = draw(
        briefing(
            sections=tuple(
                (name, "Fünf Wörter über Öfen. " * 300) for name, _ in briefing().sections
            )
        )
    )
    assert size(card) <= LARGEST
    assert card["body"][-1]["text"] == SHORTENED
    assert sum(node.get("text", "").endswith("…") for node in nodes(card)) == 7


def test_shortening_takes_no_more_than_it_must():
    card = draw(briefing(sections=tuple((name, "a" * 6000) for name, _ in briefing().sections)))
    assert size(card) > LARGEST - 100


def test_identifiers_and_what_was_typed_are_never_shortened():
    whole = {"value": "v" * 9000, "data": {"once": "o" * 9000}}
    card = {"body": [{"type": "Input.Text", "text": "t" * 20_000, **whole}]}
    kept = fitted(card)["body"][0]
    assert {name: kept[name] for name in whole} == whole
