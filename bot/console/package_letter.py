"""Letters about the app package: a page for the IT desk of each tenant that is let in."""

from pathlib import Path

from bot.console.files import arriving
from bot.console.output import say
from bot.console.program import Program
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.app_package import AppPackage
from surveys.sending.desk_letter import DeskLetter
from surveys.sending.tenants import TenantState


def write_letters(
    program: Program, store: Store, file: Path, last: AppPackage | None, contact: str
) -> None:
    """Write a letter about the last package for each tenant; refuses `app-package-none`."""
    if last is None:
        raise Refusal("app-package-none")
    of = program.settings()
    names, added, who, today = store.look(
        lambda unit: (tenant_names(unit), unit.tenants.states(), real_names(unit), unit.today)
    )
    address = of.public_url.rstrip("/")
    letters = [
        DeskLetter(tenant, names.get(tenant, ""), last, address, who, contact.strip())
        for tenant in sorted({*of.tenants, *added}, key=lambda one: (names.get(one, ""), one))
        if added.get(tenant) is not TenantState.PAUSED
    ]
    with arriving(file, program.write_desk_letters(letters, today)):
        pass
    count = f"{len(letters)} letters" if len(letters) != 1 else "1 letter"
    say(f"{file} is written: {count}, a page for each tenant.", errors=True)


def tenant_names(unit: Unit) -> dict[str, str]:
    """Return what to call each tenant: its own name, else its agencies as the rosters name them."""
    agencies = unit.people.agencies_by_tenant().items()
    named = {one.tenant_id: one.name for one in unit.tenants.all() if one.name}
    return {tenant: ", ".join(names) for tenant, names in agencies} | named


def real_names(unit: Unit) -> tuple[str, ...]:
    """Return the names of the partnerships that are not for training."""
    training = unit.training.ids()
    return tuple(name for one, _, name in unit.people.partnerships() if one not in training)
