"""Bind accounts to people, or ask a lead where an account is in doubt; every step is audited.

Until a lead has answered, the account bound before stays bound, and the new account is told so.
"""

from dialogs.replies import AskAccount, Reply, Said, freeze
from dialogs.turn import Command, Id, Turn
from storage.unit import Unit
from surveys.accounts import (
    FOR_A_LEAD,
    IN_WORDS,
    TOLD,
    AccountQuestion,
    RosterEntry,
    TeamsAccount,
    doubt,
)
from surveys.people import Chat, Person, Role, Speaker
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch

TEAMS, CLOCK = "teams", "clock"  # who acts, in the audit trail, where no one on a roster does
BOUND = "bind account"


class OfAccount(Command):
    """Which question about an account."""

    asked: Id


def bind_on_roster(unit: Unit, speaker: Speaker) -> None:
    """Bind a speaker to the account whose id the roster names, at their first request."""
    account = TeamsAccount(speaker.tenant_id, speaker.aad_object_id)
    for person in speaker.people:
        if person.id in speaker.unbound:
            _bind(unit, person, account, TEAMS)


def bind_opened(unit: Unit, person_id: int, opened: Chat) -> None:
    """Bind a person whose chat we could open by the id on the roster."""
    account = TeamsAccount(opened.tenant_id, opened.aad_object_id)
    partnership_id = unit.accounts.bind_opened(person_id, account)
    if partnership_id is not None:
        unit.record(partnership_id, CLOCK, BOUND, _subject(person_id, account))


def introduce(unit: Unit, account: TeamsAccount, only_tenant: str) -> str | None:
    """Bind an account that no one speaks by yet; return the problem to tell it, None if bound."""
    told = {_met(unit, entry, account, only_tenant) for entry in unit.accounts.entries(account)}
    return None if None in told else min(filter(None, told), default="not-on-roster")


def _met(unit: Unit, entry: RosterEntry, account: TeamsAccount, only_tenant: str) -> str | None:
    why = doubt(entry, account, only_tenant)
    if why is None:
        _bind(unit, entry.person, account, TEAMS)
        return None
    if unit.accounts.ask(entry.person.id, account, why, unit.now):
        _tell_leads(unit, unit.accounts.asked(entry.person.id, account))
    elif unit.accounts.asked(entry.person.id, account).theirs is False:
        return "account-not-theirs"
    return TOLD[why]


def _bind(unit: Unit, person: Person, account: TeamsAccount, actor: str) -> None:
    unit.accounts.bind([person.id], account)
    _record(unit, person, account, actor, BOUND)


def _record(unit: Unit, person: Person, account: TeamsAccount, actor: str, act: str) -> None:
    unit.record(person.partnership_id, actor, act, _subject(person.id, account))


def _subject(person_id: int, account: TeamsAccount) -> str:
    return f"person:{person_id}:{account.tenant_id}:{account.aad_object_id}"


def _tell_leads(unit: Unit, question: AccountQuestion) -> None:
    """Tell every lead of the partnership about the account, and ask them where that may help."""
    person = question.person
    can_answer = question.why in FOR_A_LEAD
    act = "ask about account" if can_answer else "refuse account"
    _record(unit, person, question.account, TEAMS, act)
    card = AskAccount(
        asked=question.id,
        name=person.name,
        email=person.email,
        agency=person.agency,
        partnership=person.partnership,
        what=IN_WORDS[question.why],
        tenant=question.account.tenant_id,
        can_answer=can_answer,
    )
    new = NewDispatch(
        partnership_id=person.partnership_id,
        once=f"account:{question.id}:{unit.now.isoformat()}",
        kind=DeliveryKind.NOTE,
        title=card.summary,
        rule=f"role={Role.LEAD}",
        says=freeze(card),
    )
    unit.deliveries.open(new, unit.audience(new.partnership_id, new.rule), unit.now, unit.now)


def theirs(turn: Turn, command: OfAccount) -> Reply:
    """Let a lead bind the account to the person."""
    return _answered(turn, command, theirs=True)


def not_theirs(turn: Turn, command: OfAccount) -> Reply:
    """Let a lead refuse the account."""
    return _answered(turn, command, theirs=False)


def _answered(turn: Turn, command: OfAccount, *, theirs: bool) -> Reply:
    partnerships = [lead.partnership_id for lead in turn.people(Role.LEAD)]
    question = turn.unit.accounts.question(partnerships, command.asked)
    if question is None:
        raise Refusal("not-found")
    lead = turn.person_in(question.person.partnership_id, Role.LEAD)
    settle(turn.unit, question, f"person:{lead.id}", lead.id, theirs=theirs)
    name = question.person.name
    if theirs:
        text = f"{name} can use this account now. The account they used before no longer works."
        return Said(title="The account is theirs", text=text)
    text = f"This account cannot act as {name}. Nothing changes for {name}."
    return Said(title="The account is not theirs", text=text)


def settle(
    unit: Unit, question: AccountQuestion, actor: str, by: int | None, *, theirs: bool
) -> None:
    """Store an answer, and bind the account if it is theirs; only the first answer counts."""
    person, account = question.person, question.account
    if question.why not in FOR_A_LEAD:
        raise Refusal("account-refused", name=person.name)
    if question.theirs is not None:
        if question.theirs is not theirs:
            raise Refusal("account-answered")
        return
    if theirs and unit.accounts.is_taken(person.partnership_id, account, person.id):
        raise Refusal("account-taken", partnership=person.partnership)
    unit.accounts.answer(question.id, by, unit.now, theirs=theirs)
    _record(unit, person, account, actor, "account theirs" if theirs else "account not theirs")
    if theirs:
        _bind(unit, person, account, actor)
