"""Tenants for an administrator: add, pause and resume them, and see what works in each.

What is said of a step is what was seen: nothing is called done because someone was asked to do it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.problems import Refusal
from surveys.sending.tenants import (
    REFUSES,
    SEEN_IN_WORDS,
    STEP_NAMES,
    TO_SEND,
    PeopleOfTenant,
    SetUpStep,
    StepSeen,
    Tenant,
    TenantRefusal,
    TenantState,
    only_one,
    read_tenant_id,
)

NOT_BUILT = "not tried: the desk that people sign in to is not part of this version yet"


@dataclass(frozen=True, slots=True)
class StepStatus:
    """One step of a tenant: `words` say what is known, `to_send` what to ask its IT desk."""

    step: SetUpStep
    done: bool
    words: str
    to_send: str = ""

    @property
    def name(self) -> str:
        """What the step is called."""
        return STEP_NAMES[self.step]


@dataclass(frozen=True, slots=True)
class TenantPage:
    """All that is known of one tenant; `waiting` messages wait for it to be open again."""

    tenant_id: str
    name: str
    state: TenantState
    in_settings: bool
    added: Tenant | None
    agencies: Sequence[str]
    people: PeopleOfTenant
    refusal: TenantRefusal | None
    waiting: int
    steps: Sequence[StepStatus]

    @property
    def called(self) -> str:
        """Its name, or its id where it has none."""
        return self.name or self.tenant_id

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


def tenant_pages(unit: Unit, by_settings: frozenset[str], bot_id: str) -> list[TenantPage]:
    """Return a page for each tenant that was added, paused or is named in the settings."""
    added = {tenant.tenant_id: tenant for tenant in unit.tenants.all()}
    agencies, counted = unit.tenants.agencies(), unit.tenants.people()
    refusals, waiting = unit.tenants.refusals(), unit.lanes.waiting_for_tenants()
    seen = unit.tenants.steps()
    only = only_one(by_settings, unit.tenants.states())
    pages: list[TenantPage] = []
    for tenant_id in (*added, *sorted(by_settings - added.keys())):
        row, refusal = added.get(tenant_id), refusals.get(tenant_id)
        people = _people(counted, tenant_id, only)
        pages.append(
            TenantPage(
                tenant_id=tenant_id,
                name=row.name if row else "",
                state=row.state if row else TenantState.ALLOWED,
                in_settings=tenant_id in by_settings,
                added=row,
                agencies=agencies.get(tenant_id, []),
                people=people,
                refusal=refusal,
                waiting=waiting.get(tenant_id, 0),
                steps=[
                    _status(step, seen.get((tenant_id, step)), people, refusal, bot_id)
                    for step in SetUpStep
                ],
            )
        )
    return pages


def _people(counted: Mapping[str, PeopleOfTenant], tenant_id: str, only: str) -> PeopleOfTenant:
    """Count a tenant's people; where there is one tenant, those without one are its people too."""
    named = counted.get(tenant_id, PeopleOfTenant())
    rest = counted.get("", PeopleOfTenant()) if only == tenant_id else PeopleOfTenant()
    return PeopleOfTenant(named.found + rest.found, named.listed + rest.listed)


def _status(
    step: SetUpStep,
    seen: StepSeen | None,
    people: PeopleOfTenant,
    refusal: TenantRefusal | None,
    bot_id: str,
) -> StepStatus:
    if step is SetUpStep.PEOPLE:
        done = people.listed > 0 and people.found == people.listed
        return StepStatus(step, done, people.in_words, "" if done else TO_SEND[step])
    if step is SetUpStep.SIGN_IN:
        return StepStatus(step, False, NOT_BUILT, TO_SEND[step])
    if step is SetUpStep.OUT and refusal is not None:
        words = f"their Teams refuses our sign-in since {moment_in_words(refusal.since)}"
        return StepStatus(step, False, words, REFUSES.format(bot=bot_id))
    if seen is None:
        return StepStatus(step, False, "not yet", TO_SEND[step])
    words = f"{moment_in_words(seen.done_at)}, because {SEEN_IN_WORDS[seen.seen_by]}"
    return StepStatus(step, True, words)


def find_tenant(pages: Sequence[TenantPage], typed: str) -> TenantPage:
    """Return the tenant of that id or name; refuses `tenant-unknown`."""
    wanted = typed.strip().casefold()
    found = [page for page in pages if wanted in {page.tenant_id, page.name.casefold()}]
    if not wanted or len(found) != 1:
        known = ", ".join(page.called for page in pages) or "none yet"
        raise Refusal("tenant-unknown", typed=typed, known=known)
    return found[0]


def add_tenant(unit: Unit, typed_id: str, typed_name: str, by: str) -> tuple[Tenant, bool]:
    """Add a tenant, or give one that is there this name; return it, and whether it is new.

    Refuses `tenant-id-wrong`, `tenant-name-needed`, and `tenant-name-taken` by another.
    """
    tenant_id, name = read_tenant_id(typed_id), " ".join(typed_name.split())
    if not name:
        raise Refusal("tenant-name-needed")
    before = {tenant.tenant_id: tenant for tenant in unit.tenants.all()}
    others = [one for one in before.values() if one.tenant_id != tenant_id]
    if taken := next((one for one in others if one.name.casefold() == name.casefold()), None):
        raise Refusal("tenant-name-taken", name=name, other=taken.tenant_id)
    is_new = unit.tenants.add(tenant_id, name, by, unit.now)
    if not is_new and before[tenant_id].name != name:
        unit.tenants.rename(tenant_id, name, by, unit.now)
    [tenant] = [one for one in unit.tenants.all() if one.tenant_id == tenant_id]
    return tenant, is_new


def set_tenant_state(
    unit: Unit, pages: Sequence[TenantPage], typed: str, state: TenantState, by: str
) -> TenantPage:
    """Pause a tenant or allow it again; return the page as it was."""
    page = find_tenant(pages, typed)
    unit.tenants.set_state(page.tenant_id, state, by, unit.now)
    return page
