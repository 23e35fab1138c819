"""Who helped is asked where a form is sent, kept beside the answers, and is no answer."""

import json

import pytest
from sqlalchemy import select

from dialogs.asking.answer_form import SubmitForm
from dialogs.replies import FormThanks, LookThrough, ShowForm, ShowQuestion
from storage import tables as t
from storage.unit import Unit
from tests.builders.apart import swept, values
from tests.builders.asking import a_form, followed, submission, submit
from tests.builders.partnership import Town
from tests.builders.walking import Visitor

KEPT = (t.responses.c.assisted_by, t.responses.c.assisted_how)


def kept(town: Town) -> list[tuple[str | None, str | None]]:
    def look(unit: Unit) -> list[tuple[str | None, str | None]]:
        return [tuple(row) for row in unit.connection.execute(select(*KEPT))]

    return swept(town.store, look)


def whole(**fields: str | tuple[str, ...]) -> SubmitForm:
    """What a form on one page sends, with fields that begin with an underscore as they are."""
    sent = submission(respect="always")
    given = {name: (one,) if isinstance(one, str) else one for name, one in fields.items()}
    return sent.model_copy(update={"fields": {**sent.fields, **given}})


def test_a_form_on_one_page_keeps_who_helped_and_no_answer_of_it(town: Town) -> None:
    a_form(town)
    thanks = submit(town, whole(_helped_by="interpreter", _helped_how=("translated", "read")))
    assert isinstance(thanks, FormThanks)
    assert kept(town) == [("interpreter", "read,translated")]
    assert values(town) == {"respect": json.dumps("always")}


def test_a_walk_keeps_who_helped_over_other_pages_until_it_is_sent(town: Town) -> None:
    a_form(town)
    visitor = Visitor(town).starts()
    page = visitor.answers(respect="always")
    assert isinstance(page, LookThrough)
    assert page.helped == ()
    visitor.presses("change:clear", _helped_by="worker", _helped_how=("read", "wrote"))
    assert isinstance(visitor.page, ShowQuestion)
    page = visitor.presses("skip")
    assert isinstance(page, LookThrough)
    assert page.helped == ("worker", "read", "wrote")
    visitor.presses("help", _helped_by="worker")
    page = visitor.presses("stay")
    assert isinstance(page, LookThrough)
    assert page.helped == ("worker",)
    assert isinstance(visitor.presses("send", _helped_by="worker"), FormThanks)
    assert kept(town) == [("worker", None)]


def test_what_is_ticked_can_be_taken_back(quick_town: Town) -> None:
    a_form(quick_town)
    visitor = Visitor(quick_town).starts()
    visitor.answers(respect="always")
    visitor.presses("hold", _helped_how=("read", "wrote"))
    page = visitor.presses("hold")
    assert isinstance(page, LookThrough)
    assert page.helped == ()


def test_nobody_need_have_helped(quick_town: Town) -> None:
    a_form(quick_town)
    submit(quick_town, whole())
    assert kept(quick_town) == [(None, None)]


def test_a_page_that_is_not_saved_gives_back_what_was_ticked(quick_town: Town) -> None:
    a_form(quick_town)
    page = submit(quick_town, whole(_helped_by="teacher", respect="never ever"))
    assert isinstance(page, ShowForm)
    assert page.helped == ("teacher",)


def test_words_in_the_place_of_a_tick_are_no_answer(quick_town: Town) -> None:
    a_form(quick_town)
    submit(quick_town, whole(_helped_by="Mrs Smith of 4 Elm Road"))
    assert kept(quick_town) == [(None, None)]
    assert "Smith" not in str(values(quick_town))


@pytest.mark.parametrize(("code", "asked"), [("frontline", None), ("child-4-7", ())])
def test_staff_are_not_asked_and_children_of_every_age_are(
    quick_town: Town, code: str, asked: tuple[str, ...] | None
) -> None:
    link = a_form(quick_town, code)
    form = followed(quick_town.store, link, view="whole")
    assert isinstance(form, ShowForm)
    assert form.helped == asked
    page = Visitor(quick_town).starts().answers()
    assert isinstance(page, LookThrough)
    assert page.helped == asked


def test_who_helped_is_not_asked_again_by_a_receipt_code(quick_town: Town) -> None:
    a_form(quick_town)
    visitor = Visitor(quick_town).starts()
    visitor.answers(respect="always")
    thanks = visitor.presses("send", _helped_by="carer")
    assert isinstance(thanks, FormThanks)
    page = visitor.enters(thanks.receipt)
    assert isinstance(page, LookThrough)
    assert page.helped is None
    visitor.presses("send")
    assert kept(quick_town) == [("carer", None)]
