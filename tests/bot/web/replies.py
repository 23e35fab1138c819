"""Builders of the replies that the browser door draws, from the library's own instruments."""

from pathlib import Path

import surveys.library
from dialogs.replies import (
    ConcernWords,
    Download,
    FormThanks,
    LeadsTo,
    OneTimeLinkOffer,
    ShowForm,
    ShowQuestion,
    ShowStart,
)
from surveys.asking.instrument import Instrument, Question, Reader, parse_instrument
from surveys.asking.notices import (
    form_notice,
    gist,
    help_lines,
    mode_notice,
    not_read_notice,
    notice,
)

_LIBRARY = Path(next(iter(surveys.library.__path__))) / "instruments"

EVERY_KIND = tuple(
    Question.model_validate(question)
    for question in (
        {"id": "used", "kind": "yes_no", "text": "Have you used the learning?", "required": True},
        {
            "id": "which",
            "kind": "several",
            "text": "What did you use?",
            "choices": {
                "tool": "The screening tool",
                "call": "The advice line",
                "plan": "The safety plan",
            },
            "show_if": {"question": "used", "any_of": ["yes"]},
        },
        {"id": "useful", "kind": "agreement", "text": "The day was useful."},
        {
            "id": "sure",
            "kind": "scale",
            "text": "How sure are you of what to do?",
            "low": "not at all sure",
            "high": "completely sure",
            "choices": {"dont_know": "I don’t know"},
            "outside": ["dont_know"],
        },
        {
            "id": "skill",
            "kind": "before_now",
            "text": "How skilled are you?",
            "low": "not at all",
            "high": "very",
        },
        {
            "id": "case",
            "kind": "scenario",
            "text": "A boy of nine says that he is afraid to go home. What do you do first?",
            "choices": {
                "listen": "Listen, and tell the lead today",
                "wait": "Wait for the next meeting",
            },
            "favourable": ["listen"],
            "level": "learning",
        },
        {
            "id": "why",
            "kind": "single",
            "text": "What got in the way?",
            "choices": {"time": "Time", "other": "Other"},
        },
        {
            "id": "say",
            "kind": "text",
            "text": "What else would you like to tell us?",
            "hint": "Please leave out names.",
        },
    )
)


def instrument(code: str) -> Instrument:
    """An instrument of the library."""
    return parse_instrument((_LIBRARY / f"{code}.yaml").read_text(encoding="utf-8"))


def a_form(**changes: object) -> ShowForm:
    """A family's form with a question of every kind."""
    facts: dict[str, object] = {
        "title": "How was it for you?",
        "voice": "family",
        "partnership": "Northshire Safeguarding Children Partnership",
        "identity_words": "We do not ask for your name.",
        "notice": (notice("taking-part.family"), not_read_notice(Reader.FAMILY)),
        "questions": EVERY_KIND,
        "once": "once-1",
        "given": {},
        "problems": {},
        "about": "The family hub in Eastley",
    }
    return ShowForm.model_validate(facts | changes)


def form_of(code: str, **changes: object) -> ShowForm:
    """The form of an instrument of the library."""
    made = instrument(code)
    facts: dict[str, object] = {
        "title": made.title["en"],
        "voice": made.voice,
        "reader": made.reader,
        "identity_words": mode_notice(made.mode, made.reader),
        "notice": (notice(f"taking-part.{made.reader}"), not_read_notice(made.reader)),
        "questions": made.questions,
        "about": "",
    }
    return a_form(**facts | changes)


def question_of(code: str) -> ShowQuestion:
    """The page of the first question of an instrument of the library."""
    made = instrument(code)
    return ShowQuestion(
        title=made.title["en"],
        reader=made.reader,
        partnership="Northshire Safeguarding Children Partnership",
        help_lines=help_lines(made.reader),
        tell=True,
        held="sealed",
        question=made.questions[0],
        number=1,
        of=len(made.questions),
        first=True,
    )


def start_of(code: str) -> ShowStart:
    """The first page of an instrument of the library."""
    made = instrument(code)
    told = form_notice(made)
    return ShowStart(
        title=made.title["en"],
        reader=made.reader,
        partnership="Northshire Safeguarding Children Partnership",
        help_lines=told.help_lines,
        tell=True,
        about="",
        questions=len(made.questions),
        minutes=made.minutes,
        gist=gist(made),
        notice=(told.taking_part, told.how_kept, told.not_read_at_once),
        once="once-1",
        by_code=True,
    )


def thanks(**changes: object) -> FormThanks:
    """The last page of a child's form."""
    facts: dict[str, object] = {
        "voice": "child",
        "reader": Reader.CHILD,
        "partnership": "Northshire Safeguarding Children Partnership",
        "help_now": False,
        "notice": (notice("thanks"), not_read_notice(Reader.CHILD)),
    }
    return FormThanks.model_validate(facts | changes)


OFFER = OneTimeLinkOffer(
    title="Impact summary",
    text="One PDF file, 240 KB. It can be downloaded once.",
    button="Download the file",
)
FILE = Download(
    file_name="Impact summary – NS-1.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.7 made for a test",
)
LINK = LeadsTo(address="https://northmoor.example/report?year=2026&part=(1)#what-must-change")
WORDS = ConcernWords(
    ref="C-0042",
    grade="red",
    raised="22 November 2026, 14:05",
    words=(("What do you want to tell us?", "I am scared\nto go home."),),
    from_whom="Someone who was not asked their name",
    about="How is it for you? (See children alone)",
)
