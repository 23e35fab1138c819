"""Letters about the app package: a page for the IT desk of each tenant that is let in."""

from pathlib import Path

from bot.console.files import arriving
from bot.console.output import say
from bot.console.program import Program
from bot.settings import Settings
from dialogs.people.tenants import tenant_pages
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
    tenants, who, today = store.look(lambda unit: (named(unit, of), real_names(unit), unit.today))
    address = of.public_url.rstrip("/")
    letters = [
        DeskLetter(tenant, name, last, address, who, contact.strip()) for name, tenant in tenants
    ]
    with arriving(file, program.write_desk_letters(letters, today)):
        pass
    count = f"{len(letters)} letters" if len(letters) != 1 else "1 letter"
    say(f"{file} is written: {count}, a page for each tenant.", errors=True)


def named(unit: Unit, of: Settings) -> list[tuple[str, str]]:
    """Return what to call each tenant that is let in, and its id.

    It is called by its own name, else by its agencies as the rosters name them.
    """
    pages = tenant_pages(unit, of.tenants, of.bot_id)
    open_ones = (page for page in pages if page.state is TenantState.ALLOWED)
    return sorted((page.name or ", ".join(page.agencies), page.tenant_id) for page in open_ones)


def real_names(unit: Unit) -> tuple[str, ...]:
    """Return the names of the partnerships that are not for training."""
    return tuple(name for _, _, name in unit.people.real_partnerships())
