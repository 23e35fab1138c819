"""Every enumeration of the program, and how a table over one is compared with it.

A member that a table rightly leaves out is named beside it; whatever else is missing is a fault.
"""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, get_args

from tests.architecture.modules import ROOT

# Where each enumeration is defined: StrEnums, Literals and tuples of names.
ENUMERATIONS = {
    "QuestionKind": "surveys.asking.kinds.kind:QuestionKind",
    "Face": "surveys.asking.faces:Face",
    "audience key": "surveys.sending.audience:KEYS",
    "Format": "bot.console.options:Format",
    "LaunchPaper": "surveys.sending.launch_kit:LaunchPaper",
    "AboutPage": "dialogs.replies:AboutPage",
    "PackPage": "bot.console.summary_options:PackPage",
    "Role": "surveys.people:Role",
    "Doubt": "surveys.accounts:Doubt",
    "SetUpStep": "surveys.sending.tenants:SetUpStep",
    "SeenBy": "surveys.sending.tenants:SeenBy",
    "Permission": "surveys.telling.permissions:Permission",
    "Source": "surveys.impact.kinds:Source",
    "Level": "surveys.impact.kinds:Level",
    "Direction": "surveys.impact.kinds:Direction",
    "Gap": "surveys.impact.version_1.finding:Gap",
    "Label": "surveys.impact.labels:Label",
    "AtSource": "surveys.impact.kinds:AtSource",
    "ComplaintSignal": "surveys.impact.quarterly:ComplaintSignal",
    "ContactKind": "surveys.impact.dissemination:ContactKind",
    "DisseminationKind": "surveys.impact.dissemination:DisseminationKind",
    "Better": "surveys.impact.version_2.chart_parts:Better",
    "GapReason": "surveys.impact.version_2.periods:GapReason",
    "Periodicity": "surveys.impact.version_2.periods:Periodicity",
    "SeriesKind": "surveys.impact.version_2.indicator_rows:SeriesKind",
    "SignalKind": "surveys.impact.version_2.signals:SignalKind",
    "Undecided": "surveys.impact.version_2.chart_parts:Undecided",
    "Family": "surveys.impact.version_2.sources.families:Family",
    "Insufficiency": "surveys.impact.version_2.sources.sufficiency:Insufficiency",
    "StartKind": "surveys.impact.version_2.sources.starting_point:StartKind",
    "NoStart": "surveys.impact.version_2.sources.no_start:NoStart",
    "PairCode": "surveys.impact.version_2.labels.triangulation:PairCode",
    "Disclosure": "surveys.impact.release.disclosure:Disclosure",
    "ChangedThing": "surveys.impact.changes:ChangedThing",
    "GapKind": "surveys.register.gaps:GapKind",
    "learning source": "surveys.records.rows:LEARNING_SOURCES",
    "ConcernClass": "surveys.asking.lexicon:ConcernClass",
    "Call": "bot.teams.outcomes:Call",
    "ChatState": "surveys.people:ChatState",
    "Told": "surveys.trust.escalation:Told",
    "ConcernState": "surveys.trust.concern_record:ConcernState",
    "Step": "surveys.trust.concern_record:Step",
    "Mark": "surveys.trust.reading:Mark",
    "TextSource": "surveys.trust.reading:TextSource",
    "DeliveryKind": "surveys.sending.delivery:DeliveryKind",
    "State": "surveys.sending.delivery:State",
    "QueueName": "scheduler.delivery_queue:QueueName",
    "Exclusion": "surveys.sending.exclusion_summary:Exclusion",
    "Move": "surveys.sending.changes:Move",
    "JobKind": "surveys.sending.recurring_send:JobKind",
    "WaveKind": "surveys.asking.instrument:WaveKind",
    "Mode": "surveys.asking.instrument:Mode",
    "Reader": "surveys.asking.instrument:Reader",
    "Voice": "surveys.asking.instrument:Voice",
    "Helper": "surveys.asking.assistance:Helper",
    "HelpGiven": "surveys.asking.assistance:HelpGiven",
    "PaperInput": "surveys.asking.paper_form:PaperInput",
    "HandoutSize": "surveys.asking.handout:HandoutSize",
    "YouSaidVoice": "surveys.impact.you_said:YouSaidVoice",
    "Setting": "surveys.telling.briefing_acts:Setting",
    "Came": "surveys.telling.briefing_acts:Came",
    "FindingKind": "surveys.telling.release_check:FindingKind",
    "ReachStep": "surveys.telling.reach:ReachStep",
    "ImportKind": "bot.console.import_command:ImportKind",
    "ReasonToWithdraw": "surveys.sending.changes:ReasonToWithdraw",
    "Retained": "surveys.trust.retention:Retained",
    "OneTimeLinkKind": "bot.web.pages:OneTimeLinkKind",
    "ColumnKind": "storage.database.column_kinds:ColumnKind",
}
# Enumerations of which no table is made, and why.
WITHOUT_A_TABLE = {
    "Selection": "two of the three are compared where the family of an audit is decided",
    "Code": "of version 1 of the model, each decided by one branch with a test",
    "YouSaidState": "shown by its own value; what is withdrawn is compared where it is released",
    "ModelVersion": "two, and the first is compared where its summary is made again",
    "TokenUse": "each use has a key of its own, and is named where a token of it is made or read",
    "LinkVoice": "three of the voices, each compared with that of the instrument",
    "PointState": "shown by its own words, and counted in the order in which they are defined",
    "ComplaintKind": "two words, imported and shown as they are",
    "View": "the pages by which a form can be opened, each compared where it is",
    "DateOrder": "one order, asked for or not",
    "RowOutcome": "what happened to a row of a form, shown by its own value and counted",
    "ExportFormat": "two, of which the one that is no text is asked for by name",
    "TenantState": "two, shown by their own value, of which “paused” is compared in the queries",
    "Switch": "on and off, compared where they are read",
    "News": "what a channel's activity means, decided by one function with a test for each",
    "Kind": "what an activity of Teams is, decided by one function with a test for each",
    "OneAtATime": "each is waited for where it is done; its value is the lock's number itself",
}
NONE = frozenset[str]()


@dataclass(frozen=True)
class TotalTable:
    """A table over an enumeration.

    `where` is `module:NAME` in the program, or a page and what is read from it (then `names` holds
    it). `left_out` are members that it rightly lacks, `besides` entries that are no members.
    """

    of: str
    where: str
    names: Iterable[object] | None = None
    left_out: Iterable[str] = NONE
    besides: Iterable[str] = NONE

    def listed(self) -> set[str]:
        """Return the names that the table has."""
        return {str(name) for name in (at(self.where) if self.names is None else self.names)}

    def missing(self) -> set[str]:
        """Return the members that the table neither has nor rightly lacks."""
        return members_of(self.of) - self.listed() - set(self.left_out)

    def unknown(self) -> set[str]:
        """Return what the table has, or is said to lack, though it is no member."""
        named = self.listed() - set(self.besides) | set(self.left_out)
        return named - members_of(self.of) | (self.listed() & set(self.left_out))


def at(where: str) -> Any:
    """Return what stands at `module:NAME`."""
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


@cache
def members_of(enumeration: str) -> frozenset[str]:
    """Return the values of an enumeration."""
    found = at(ENUMERATIONS[enumeration])
    return frozenset(str(member) for member in (get_args(found) or found))


def row(page: str, first_cell: str) -> list[str]:
    """Return the values that a row of a table in `docs/` lists, in backticks or plain."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"| {first_cell} |"))
    cell = line.strip("|").split(" | ")[1]
    if marked := re.findall(r"`([^`]+)`", cell.partition(";")[0]):
        return marked
    *values, last = cell.partition(";")[0].rpartition(": ")[2].split(", ")
    return [value.strip() for value in (*values, *last.split(" or "))]


def first_column(page: str, head: str) -> list[str]:
    """Return the first cells of the table in `docs/` whose head begins with `head`."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows = iter(lines[start + 2 :])
    found: list[str] = []
    while (line := next(rows, "")).startswith("|"):
        found.append(line.split("|")[1].strip(" `"))
    return found


def toml_keys(path: str, *below: str) -> Collection[str]:
    """Return the keys of a table of a TOML file of the program."""
    found: Any = tomllib.loads((ROOT / path).read_text(encoding="utf-8"))
    for name in below:
        found = found[name]
    return found.keys()
