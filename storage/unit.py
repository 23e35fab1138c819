"""A unit of work: what one request reads and writes, at one moment, inside one transaction.

It gives access to the repositories, and collects audit events and deferred writes, which are
written just before the commit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.asking.answer_checks import AnswerChecks
from storage.asking.answers import Answers
from storage.asking.instruments import Instruments
from storage.asking.intake import UnnamedAnswers
from storage.asking.invitations import Invitations
from storage.asking.learning_events import LearningEvents
from storage.asking.paper_entries import PaperEntries
from storage.asking.public_links import PublicLinks
from storage.asking.spent_tickets import SpentTickets
from storage.asking.sweep import Sweep
from storage.asking.texts_to_read import TextsToRead
from storage.asking.waves import Waves
from storage.clock_steps import ClockSteps
from storage.database.deferred import DeferredWrites
from storage.database.query_types import AnySelect
from storage.database.row_security import holds, let_see
from storage.impact.evidence import EvidenceRows
from storage.impact.releases import Releases
from storage.impact.summary_requests import SummaryRequests
from storage.impact.you_said import YouSaidRows
from storage.people.accounts import Accounts
from storage.people.audience_query import count_by_agency, matching, refuse_unknown
from storage.people.newly_reachable import NewlyReachable
from storage.people.roster import People
from storage.people.saved_audiences import SavedAudiences
from storage.people.tenants import Tenants
from storage.register import RegisterRows
from storage.retention.life_rows import LifeRows
from storage.sending.sending_rows import SendingRows
from storage.telling.briefing_acts import BriefingActs
from storage.telling.briefing_copies import BriefingCopies
from storage.telling.briefing_versions import BriefingVersions
from storage.telling.briefings import Briefings
from storage.telling.comments_to_read import DISCUSSIONS, PLANS, CommentsToRead
from storage.telling.discussions import Discussions
from storage.telling.messages_received import MessagesReceived
from storage.telling.reach import ReachRows
from storage.trust.audit import AuditEvent
from storage.trust.encryption import Keyring
from storage.trust.heartbeats import Heartbeats
from storage.trust.one_time_links import OneTimeLinks
from storage.trust.processed_activities import ProcessedActivities
from storage.trust.safeguarding_rows import SafeguardingRows
from storage.trust.training import Training
from surveys.asking.instrument import Mode
from surveys.london import LONDON


@dataclass
class Unit(LifeRows, SafeguardingRows, SendingRows):
    """One unit of work. `now` is the moment it began, in UTC."""

    connection: Connection
    keyring: Keyring
    now: datetime
    events: list[AuditEvent] = field(default_factory=list[AuditEvent])
    deferred: DeferredWrites = field(default_factory=DeferredWrites)

    def record(self, partnership_id: int, actor: str, act: str, subject: str) -> None:
        """Add an audit event to the trail of a partnership: ids and codes only."""
        self.events.append(AuditEvent(partnership_id, self.now, actor, act, subject))

    @property
    def today(self) -> date:
        """The day that it is in London."""
        return self.now.astimezone(LONDON).date()

    def narrow_to(self, partnerships: Iterable[int]) -> None:
        """See and write the rows of these partnerships only, from here to the end of the unit.

        PostgreSQL's row-level security keeps it; on SQLite only the filters of the queries do.
        """
        let_see(self.connection, ",".join(map(str, sorted(set(partnerships)))))

    def row_security(self) -> bool | None:
        """Say whether row-level security holds for the database's user; None on SQLite."""
        return holds(self.connection)

    def audience(self, partnership_id: int, rule: str) -> AnySelect:
        """Return the query for the ids of the people in a partnership who match a rule."""
        return matching(self.connection, partnership_id, rule)

    def refuse_unknown_values(self, partnership_id: int, rule: str) -> None:
        """Refuse a rule that names an agency, role, team or the like that does not exist."""
        refuse_unknown(self.connection, partnership_id, rule)

    def count(self, people: AnySelect) -> list[tuple[str, int]]:
        """Return how many people in a query belong to each agency, largest first."""
        return count_by_agency(self.connection, people)

    @cached_property
    def accounts(self) -> Accounts:
        """Which account is whose."""
        return Accounts(self.connection)

    @cached_property
    def training(self) -> Training:
        """Which partnerships are a dry run."""
        return Training(self.connection)

    @cached_property
    def tenants(self) -> Tenants:
        """Microsoft 365 tenants: allowed or paused, and what works in each."""
        return Tenants(self.connection)

    @cached_property
    def saved_audiences(self) -> SavedAudiences:
        """Rules saved under a name."""
        return SavedAudiences(self.connection)

    @cached_property
    def briefing_copies(self) -> BriefingCopies:
        """The copies that people made of briefings."""
        return BriefingCopies(self.connection)

    @cached_property
    def people(self) -> People:
        """The roster and the chats."""
        return People(self.connection)

    @cached_property
    def briefings(self) -> Briefings:
        """Briefings as their files have them."""
        return Briefings(self.connection)

    @cached_property
    def briefing_versions(self) -> BriefingVersions:
        """The approval status of briefings, and their earlier versions."""
        return BriefingVersions(self.connection)

    @cached_property
    def newly_reachable(self) -> NewlyReachable:
        """People to whom what they missed is still to be sent."""
        return NewlyReachable(self.connection)

    @cached_property
    def briefing_acts(self) -> BriefingActs:
        """What people did with briefings."""
        return BriefingActs(self.connection, self.keyring)

    @cached_property
    def discussions(self) -> Discussions:
        """Discussions of briefings."""
        return Discussions(self.connection, self.keyring)

    @cached_property
    def messages_received(self) -> MessagesReceived:
        """Messages as people received them."""
        return MessagesReceived(self.connection)

    @cached_property
    def reach(self) -> ReachRows:
        """How many people each briefing reached."""
        return ReachRows(self.connection, self.keyring)

    @cached_property
    def instruments(self) -> Instruments:
        """Questionnaires by version."""
        return Instruments(self.connection)

    @cached_property
    def learning_events(self) -> LearningEvents:
        """Learning events, and who attended them."""
        return LearningEvents(self.connection)

    @cached_property
    def waves(self) -> Waves:
        """What is asked, and when."""
        return Waves(self.connection)

    @cached_property
    def invitations(self) -> Invitations:
        """Whom a wave asks, and how far each is."""
        return Invitations(self.connection)

    @cached_property
    def public_links(self) -> PublicLinks:
        """Links through which anyone who has one answers."""
        return PublicLinks(self.connection, self.keyring)

    @cached_property
    def paper_entries(self) -> PaperEntries:
        """Forms on paper that wait for a second look."""
        return PaperEntries(self.connection, self.keyring)

    @cached_property
    def answers(self) -> Answers:
        """Responses and their answers."""
        return Answers(self.connection, self.keyring, self.deferred)

    @cached_property
    def intake(self) -> UnnamedAnswers:
        """Answers of people who are not named, until the daily sweep."""
        return UnnamedAnswers(self.connection, self.keyring, self.answers, self.now, self.deferred)

    def answers_in(self, mode: Mode) -> Answers | UnnamedAnswers:
        """Return where answers given in a mode are kept."""
        return self.answers if mode is Mode.NAMED else self.intake

    @cached_property
    def sweep(self) -> Sweep:
        """The daily sweep of the intake."""
        return Sweep(self.connection, self.keyring, self.answers)

    @cached_property
    def spent_tickets(self) -> SpentTickets:
        """Who has used their ticket for a wave, as keyed marks."""
        return SpentTickets(self.connection, self.keyring)

    @cached_property
    def answer_checks(self) -> AnswerChecks:
        """Open links with too many answers, and what a lead made of them."""
        return AnswerChecks(self.connection)

    @cached_property
    def texts_to_read(self) -> TextsToRead:
        """Free text in answers that a person still has to read."""
        return TextsToRead(self.connection, self.keyring)

    @cached_property
    def plans_to_read(self) -> CommentsToRead:
        """What people plan after a briefing, for a person to read."""
        return CommentsToRead(self.connection, self.keyring, PLANS)

    @cached_property
    def discussions_to_read(self) -> CommentsToRead:
        """What people say about a discussion, for a person to read."""
        return CommentsToRead(self.connection, self.keyring, DISCUSSIONS)

    @cached_property
    def evidence(self) -> EvidenceRows:
        """Actions, outcomes and all evidence for a summary."""
        return EvidenceRows(self.connection, self.keyring)

    @cached_property
    def register(self) -> RegisterRows:
        """Audits and other evidence that is not a survey."""
        return RegisterRows(self.connection)

    @cached_property
    def you_said(self) -> YouSaidRows:
        """What children and families asked for, and what was done about it."""
        return YouSaidRows(self.connection, self.keyring)

    @cached_property
    def heartbeats(self) -> Heartbeats:
        """When each task of the clock last ran."""
        return Heartbeats(self.connection)

    @cached_property
    def processed_activities(self) -> ProcessedActivities:
        """Inbound activities that were already processed."""
        return ProcessedActivities(self.connection, self.keyring, self.deferred)

    @cached_property
    def summary_requests(self) -> SummaryRequests:
        """Summaries that people have asked for."""
        return SummaryRequests(self.connection, self.keyring)

    @cached_property
    def releases(self) -> Releases:
        """What was given out of each action."""
        return Releases(self.connection)

    @cached_property
    def one_time_links(self) -> OneTimeLinks:
        """Links that work once."""
        return OneTimeLinks(self.connection)

    @cached_property
    def clock_steps(self) -> ClockSteps:
        """Whether the machine's clock was put back, and what follows from it."""
        return ClockSteps(self.connection)
