"""A yearly pack as a file: the whole pack, or its page for a board or for families.

As JSON it is always whole: the pages hold nothing that it lacks.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.documents.board_page import board_page
from bot.documents.families_page import families_page
from bot.documents.pack_report import pack_report
from bot.documents.pages import DRAWN, Pages
from surveys.impact.yearly.structure import YearlyPack

PAGES: Mapping[str, Callable[[YearlyPack], Pages]] = MappingProxyType(
    {"pack": pack_report, "board": board_page, "families": families_page}
)


def write(pack: YearlyPack, page: str, fmt: str) -> bytes:
    """Return a page of `PAGES` as `pdf` or `docx`, or the pack as `json`; KeyError otherwise."""
    if fmt == "json":
        return (pack.model_dump_json(by_alias=True, indent=2) + "\n").encode()
    return DRAWN[fmt](PAGES[page](pack))
