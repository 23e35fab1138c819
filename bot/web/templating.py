"""The templates of this folder, filled in: the frame that every page is drawn in."""

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from aiohttp import web
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader

from bot.web.form_data import LANGUAGE
from bot.web.phone_links import tappable
from bot.web.static_files import SCRIPT, SHEET
from bot.web.wording import page_language
from surveys.asking.instrument import Reader
from surveys.asking.notices import notice
from surveys.languages import ENGLISH, direction
from surveys.trust.training import is_marked, plain_name


@cache
def environment() -> Environment:
    """Every template, with autoescape on."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(
        loader=ChoiceLoader([own, macros]),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tappable"] = tappable
    return made


@dataclass(frozen=True, slots=True)
class Templates:
    """Fills in templates; `exit_url` is where “Exit this page” leads."""

    exit_url: str
    environment: Environment

    def page(
        self,
        template: str,
        heading: str,
        status: int = 200,
        *,
        language: str = ENGLISH,
        reader: Reader | None = None,
        **facts: object,
    ) -> web.Response:
        """One template filled in; `help` are the numbers at its foot."""
        text = self.text(template, heading, language=language, reader=reader, **facts)
        return html(text, status)

    def text(
        self,
        template: str,
        heading: str,
        *,
        language: str = ENGLISH,
        reader: Reader | None = None,
        **facts: object,
    ) -> str:
        """The words of that page, read in a language; `reader` is whom its own words address."""
        spoken = page_language(language)
        partnership = str(facts.get("partnership") or "")
        return self.environment.get_template(template).render(
            heading=heading,
            style=SHEET.address,
            script=SCRIPT.address,
            exit_url=self.exit_url,
            say=partial(notice, language=spoken, reader=reader),
            language=language,
            spoken=spoken,
            direction=direction(spoken),
            language_name=LANGUAGE,
            **facts
            | {
                "partnership": plain_name(partnership),
                "training": is_marked(partnership) or bool(facts.get("training")),
            },
        )


def html(text: str, status: int = 200) -> web.Response:
    """A page of these words."""
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")
