"""Somebody who answers a public form one question a page, as a browser sends its pages."""

from dataclasses import dataclass, field

from dialogs.asking.answer_form import OpenForm, open_form
from dialogs.asking.step_form import StepForm, step_form
from dialogs.replies import Reply, ShowQuestion, ShowStart
from tests.builders.asking import LINK
from tests.builders.partnership import INSTALLATION, Town


@dataclass
class Visitor:
    """Holds the page that is open; each press sends it, as a page and nothing more is sent."""

    town: Town
    page: Reply = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.opens()

    def opens(self, **facts: str) -> Reply:
        command = OpenForm.model_validate({"link": LINK, **facts})
        self.page = self.town.store.act_now(lambda unit: open_form(unit, command, INSTALLATION))
        return self.page

    def step(self, go: str, *, code: str = "", **fields: str | tuple[str, ...]) -> StepForm:
        """What a button of the open page sends; names of fields have _ for -."""
        given = {
            _field(name): (value,) if isinstance(value, str) else value
            for name, value in fields.items()
        }
        facts = {
            name: getattr(self.page, name, "")
            for name in ("once", "held")
            if getattr(self.page, name, "")
        }
        again = {"again": "change"} if getattr(self.page, "changes", False) else {}
        return StepForm(link=LINK, go=go, fields=given, code=code, **facts, **again)

    def presses(self, go: str, **fields: str | tuple[str, ...]) -> Reply:
        self.page = self.sends(self.step(go, **fields))
        return self.page

    def enters(self, code: str) -> Reply:
        self.opens(view="code")
        self.page = self.sends(self.step("code", code=code))
        return self.page

    def sends(self, command: StepForm) -> Reply:
        return self.town.store.act_now(lambda unit: step_form(unit, command, INSTALLATION))

    def starts(self) -> "Visitor":
        assert isinstance(self.page, ShowStart), self.page
        self.presses("start")
        return self

    def answers(self, **given: str) -> Reply:
        """Answer these, skip the others, and look through."""
        while isinstance(self.page, ShowQuestion):
            asked = self.page.question.id
            value = given.get(asked.replace("-", "_"))
            self.page = (
                self.presses("skip") if value is None else self.presses("next", **{asked: value})
            )
        return self.page


def _field(name: str) -> str:
    """The field of a question; one that begins with _ is of the form itself, and stays."""
    return name if name.startswith("_") else name.replace("_", "-")
