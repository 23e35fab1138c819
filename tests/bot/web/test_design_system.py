"""The style sheet has what our pages use of the design system, and nothing of what they do not."""

import re
from pathlib import Path

from bot.web import design_system
from bot.web.design_system import LEFT_OUT, of_our_pages
from bot.web.static_files import SHEET

FOLDER = Path(design_system.__file__).parent
WHOLE = (FOLDER / "static" / "govuk-frontend-6.3.0.min.css").read_text(encoding="utf-8")
TEMPLATES = "".join(one.read_text("utf-8") for one in (FOLDER / "templates").glob("*.html"))
COMPONENT = re.compile(r"components/([a-z-]+)/macro|govuk-([a-z]+(?:-[a-z]+)*)")


def test_no_template_uses_what_is_left_out() -> None:
    used = {first or second for first, second in COMPONENT.findall(TEMPLATES)}
    assert {"radios", "button", "exit-this-page"} <= used
    assert used & set(LEFT_OUT) == set()


def test_every_name_that_is_left_out_is_one_of_the_design_system() -> None:
    assert [name for name in LEFT_OUT if f".govuk-{name}" not in WHOLE] == []


def test_only_rules_of_components_that_are_left_out_go() -> None:
    sheet = (
        ":root{--a:1}.govuk-tabs__list{a:b}.govuk-button,.govuk-tabs{c:d}"
        "@media print{.govuk-panel{e:f}@supports (x:y){.govuk-footer{g:h}}}"
        "@media print{.govuk-button{i:j}.govuk-logo{k:l}}.govuk-headerless{m:n}"
    )
    assert of_our_pages(sheet) == (
        ":root{--a:1}.govuk-button,.govuk-tabs{c:d}@media print{.govuk-button{i:j}}"
        ".govuk-headerless{m:n}"
    )


def test_the_sheet_is_whole_and_leaves_out_a_fourth() -> None:
    kept = of_our_pages(WHOLE)
    assert kept.count("{") == kept.count("}")
    assert len(kept) < 0.75 * len(WHOLE)
    assert SHEET.body.decode().startswith(kept)
