"""Rules saved under a name: what a name may be, and a rule with every saved one in it written out.

Writing out always ends: a rule that contains itself is refused, and so is one that grows too long.
"""

import re
from collections.abc import Mapping

from surveys.problems import Refusal
from surveys.sending.audience import Both, Either, Not, Rule, Saved, parse_rule
from surveys.typed import as_plain, nearest

DEEPEST = 5  # saved rules inside each other
MOST_TERMS = 400  # a typed rule has room for half as many

_NAME = re.compile(r"[\w-]{1,40}")


def saved_name(typed: str) -> str:
    """Return the name under which a rule is kept, in lower case and without its @."""
    name = as_plain(typed).removeprefix("@").lower()
    if not _NAME.fullmatch(name):
        raise Refusal("audience-name", name=typed.strip()[:40])
    return name


def written_out(rule: Rule, saved: Mapping[str, str], through: tuple[str, ...] = ()) -> Rule:
    """Return a rule with each of `saved` (rules by their names) in it written out.

    `through` names the saved rules around it.

    Raises `Refusal("audience-unreadable")` for an unknown name or a rule that contains itself.
    """
    return _Writing(saved).out(rule, through)


class _Writing:
    """One rule being written out, and how many terms it may still come to."""

    def __init__(self, saved: Mapping[str, str]) -> None:
        self._saved = saved
        self._room = MOST_TERMS

    def out(self, rule: Rule, through: tuple[str, ...]) -> Rule:
        match rule:
            case Saved(name):
                return self._named(name.lower(), through)
            case Not(part):
                return Not(self.out(part, through))
            case Both(left, right):
                return Both(self.out(left, through), self.out(right, through))
            case Either(left, right):
                return Either(self.out(left, through), self.out(right, through))
            case _:
                self._room -= 1
                if self._room < 0:
                    raise _refused(f"with its saved audiences it has more than {MOST_TERMS} terms")
                return rule

    def _named(self, name: str, through: tuple[str, ...]) -> Rule:
        if name in through:
            way = ", ".join(f"@{other}" for other in through[through.index(name) + 1 :])
            raise _refused(f"@{name} contains itself{f', through {way}' if way else ''}")
        if len(through) > DEEPEST:
            raise _refused(f"more than {DEEPEST} saved audiences are inside each other")
        if name not in self._saved:
            near = nearest(name, self._saved)
            meant = f" (did you mean @{near}?)" if near else ""
            raise _refused(f"there is no saved audience @{name}{meant}")
        return self.out(parse_rule(self._saved[name]), (*through, name))


def _refused(why: str) -> Refusal:
    return Refusal("audience-unreadable", why=why)
