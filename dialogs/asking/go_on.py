"""One step through a form, the same by a public link and on a page of one's own.

The page that was sent is heard and held; the reply is the next page, or the walk that is to be
sent.
"""

from dialogs.asking.form_pages import not_saved
from dialogs.asking.held_answers import seal
from dialogs.asking.question_pages import help_page, page_at, question_page, told
from dialogs.asking.read_form import raw_answers, read_answers, unread_words
from dialogs.asking.record_answers import hear_all
from dialogs.asking.response import Response
from dialogs.asking.walk_form import HELP, HELP_IN, SEND, PageStep, Walk, after, taken
from dialogs.replies import FormNotSaved, Reply
from dialogs.turn import Installation
from storage.unit import Unit

Address = tuple[str, str]  # the kind of page, and its token: what held answers belong to


def go_on(walk: Walk, step: PageStep, address: Address) -> Reply | Walk:
    """Take a step; return the page after it, or the walk where everything is to be sent."""
    before = walk
    walk, tap = taken(walk, step.go, step.fields)
    if step.unread:
        return question_page(walk, _sealed(walk, address), unsaved=step.unread)
    verb, _, aim = step.go.partition(":")
    if verb in {HELP, HELP_IN}:
        walk = walk.in_language(aim) if aim else walk
        return help_page(walk, _sealed(walk, address))
    walk, problem = after(walk, step.go, before)
    if step.go == SEND and not problem:
        return walk
    page = page_at(walk, _sealed(walk, address), problem)
    return told(page, tap) if tap else page


def closed(walk: Walk, step: PageStep, code: str) -> FormNotSaved:
    """Hear a page of a form that takes no more answers, and give back every word of it."""
    walk, _ = taken(walk, step.go, step.fields)
    words = unread_words(walk.instrument, step.fields, walk.answers, walk.to.language)
    return not_saved(walk.installation, walk.to, code, walk.answers, words)


def refused(
    unit: Unit, installation: Installation, to: Response, step: PageStep, code: str
) -> FormNotSaved:
    """Hear a page whose held answers do not open, and offer to start again."""
    raw = raw_answers(to.instrument, step.fields)
    answers, _ = read_answers(to.instrument, raw, unit.today)
    words = unread_words(to.instrument, step.fields, answers)
    hear_all(unit, installation, to, answers, unread=words)
    shown = unread_words(to.instrument, step.fields, answers, to.language)
    page = not_saved(installation, to, code, answers, shown)
    return page.model_copy(update={"start_again": True})


def begun(walk: Walk, step: PageStep, address: Address) -> Reply:
    """Return the first question, or whom to call where that was asked for."""
    sealed = _sealed(walk, address)
    return help_page(walk, sealed) if step.go == HELP else page_at(walk, sealed)


def _sealed(walk: Walk, address: Address) -> str:
    return seal(walk.unit.keyring, address, walk.held)
