"""Who helped somebody to answer, and how: data beside the answers, never one of them, never a mean.

Nobody is named. It is asked where a form is sent, and of staff it is not asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from surveys.asking.instrument import Reader
from surveys.asking.kinds.values import Fields

HELPED_BY, HELPED_HOW = "_helped_by", "_helped_how"  # no question's id begins with an underscore
HELP_FIELDS = (HELPED_BY, HELPED_HOW)


class Helper(StrEnum):
    """Who helped."""

    CARER = "carer"
    FAMILY = "family"
    WORKER = "worker"
    INTERPRETER = "interpreter"
    TEACHER = "teacher"
    OTHER = "other"


NO_HELPER = "none"  # of counts: no helper was named


class HelpGiven(StrEnum):
    """What they did."""

    READ = "read"
    WROTE = "wrote"
    TRANSLATED = "translated"
    CHOSE = "chose"


_WHO = {
    Helper.CARER: "My parent or carer",
    Helper.FAMILY: "Someone else in my family",
    Helper.WORKER: "A worker who helps us",
    Helper.INTERPRETER: "An interpreter",
    Helper.TEACHER: "A teacher",
    Helper.OTHER: "Someone else",
}
_HOW = {
    HelpGiven.READ: "Read it to me",
    HelpGiven.WROTE: "Wrote down what I said",
    HelpGiven.TRANSLATED: "Put it in another language",
    HelpGiven.CHOSE: "Chose the answers with me",
}
HELP_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {f"helper.{who}": {"en": words} for who, words in _WHO.items()}
    | {f"help-given.{how}": {"en": words} for how, words in _HOW.items()}
    | {
        "helped": {"en": "Did someone help you with this form?"},
        "helped-by": {"en": "Who helped you?"},
        "helped-how": {"en": "What did they do?"},
    }
)


@dataclass(frozen=True, slots=True)
class Assistance:
    """What was said of help: `by` is None where only what was done was said."""

    by: Helper | None = None
    how: frozenset[HelpGiven] = frozenset()

    @property
    def how_as_text(self) -> str | None:
        """What was done, as it is stored: in alphabetical order between commas."""
        return ",".join(sorted(self.how)) or None


NO_HELP = Assistance()


def asks_for_help(reader: Reader) -> bool:
    """Say whether a form for this reader asks who helped: one for staff does not."""
    return reader is not Reader.PRACTITIONER


def read_assistance(fields: Fields) -> Assistance:
    """Return the help that a form tells of; what we did not offer is left aside."""
    who = _offered(Helper, fields.get(HELPED_BY, ()))
    how = _offered(HelpGiven, fields.get(HELPED_HOW, ()))
    return Assistance(Helper(who[0]) if len(who) == 1 else None, frozenset(map(HelpGiven, how)))


def help_fields(fields: Fields) -> Fields:
    """Return those of some fields that tell of help."""
    return {name: fields[name] for name in HELP_FIELDS if name in fields}


def ticked(fields: Fields) -> tuple[str, ...]:
    """Return what is ticked of who helped and how."""
    help_given = read_assistance(fields)
    return (*((help_given.by,) if help_given.by else ()), *sorted(help_given.how))


def _offered(kind: type[StrEnum], given: Iterable[str]) -> list[str]:
    return [one for one in kind if one in set(given)]
