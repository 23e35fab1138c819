"""The public pages about the app, with the names of the partnerships that run it here."""

from dialogs.replies import AboutPage, Reply, ShowAbout
from dialogs.turn import Command, Installation
from storage.unit import Unit


class OpenAbout(Command):
    """Read one of the pages."""

    page: AboutPage


def show_about(unit: Unit, command: OpenAbout, _installation: Installation) -> Reply:
    """Return the page."""
    names = tuple(name for _, _, name in unit.people.partnerships())
    return ShowAbout(page=command.page, partnerships=names)
