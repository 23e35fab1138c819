"""The words on every form and card: how answers are kept, who reads them when, whom to call.

They are made from the mode and the reader, never written by hand beside a form. None promises
secrecy, or that no one could tell who wrote, and a test reads every one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from surveys.asking.assistance import HELP_WORDS
from surveys.asking.card_words import CARD_WORDS
from surveys.asking.furniture import FURNITURE
from surveys.asking.how_kept import KEPT
from surveys.asking.instrument import Instrument, Mode, Reader
from surveys.asking.lexicon import ConcernClass
from surveys.asking.page_words import PAGE_WORDS
from surveys.asking.print_words import PRINT_WORDS
from surveys.asking.told_the_leads import TOLD
from surveys.languages import ENGLISH, say_in

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to call or a page to open: `href` is `tel:` or https, None for words alone."""

    name: str
    number: str
    href: str | None


@dataclass(frozen=True, slots=True)
class LocalHelp:
    """What a partnership adds: its numbers (name, number) and its referral page (https)."""

    numbers: tuple[tuple[str, str], ...] = ()
    referral_link: str | None = None


@dataclass(frozen=True, slots=True)
class FormNotice:
    """Everything a form says before anything is typed."""

    taking_part: str
    how_kept: str
    not_read_at_once: str
    help_lines: tuple[HelpLine, ...]


_TAKING_PART = {
    Reader.YOUNG_CHILD: (
        "You choose if you want to answer. You can miss out any question. It’s OK to stop."
    ),
    Reader.CHILD: (
        "You choose if you want to answer. You can miss out any question. It’s OK to stop. It "
        "won’t change the help you get."
    ),
    Reader.YOUNG_PERSON: (
        "It’s up to you whether you answer. You can skip any question or stop at any time. It "
        "won’t change the help you get."
    ),
    Reader.FAMILY: (
        "It is your choice to take part. You can skip any question. It will not change the help "
        "you get."
    ),
    Reader.PRACTITIONER: "It is your choice to take part, and you can skip any question.",
}

_TAKING_PART_IN_SOME = {
    Reader.YOUNG_CHILD: (
        "You choose if you want to answer. You can miss out the questions that say so. It’s OK to "
        "stop."
    ),
    Reader.CHILD: (
        "You choose if you want to answer. You can miss out the questions that say so. It’s OK to "
        "stop. It won’t change the help you get."
    ),
    Reader.YOUNG_PERSON: (
        "It’s up to you whether you answer. You can skip the questions that say so, or stop at "
        "any time. It won’t change the help you get."
    ),
    Reader.FAMILY: (
        "It is your choice to take part. You can skip the questions that say so. It will not "
        "change the help you get."
    ),
    Reader.PRACTITIONER: (
        "It is your choice to take part, and you can skip the questions that say so."
    ),
}

_NOT_READ = {
    Reader.YOUNG_CHILD: (
        "Nobody reads this straight away. If you are in danger now, tell a grown-up you trust, or "
        "call 999. You can call Childline any time on 0800 1111 - it’s free. If you tell us that "
        "someone isn’t safe, we may need to tell people whose job is to keep children safe."
    ),
    Reader.CHILD: (
        "We can’t reply here and nobody reads this straight away. If you are in danger now, call "
        "999. To talk to someone any time, call Childline 0800 1111 - it’s free. If you tell us "
        "that you or someone else isn’t safe, we may need to tell people whose job is to keep "
        "children safe."
    ),
    Reader.YOUNG_PERSON: (
        "We can’t reply here and nobody reads this straight away. If you are in danger now, call "
        "999. To talk to someone any time, call Childline 0800 1111 - it’s free and it won’t show "
        "on the phone bill. If you tell us that you or someone else isn’t safe, we may need to "
        "tell people whose job is to keep children safe."
    ),
    Reader.FAMILY: (
        "We cannot reply here and nobody reads this straight away. If someone is in danger now, "
        "call 999. If you are worried about a child, call the NSPCC on 0808 800 5000. If you tell "
        "us that someone is not safe, we may need to tell people whose job is to protect them."
    ),
    Reader.PRACTITIONER: (
        "This is not a referral and nobody reads it straight away. If a child is in danger now, "
        "call 999. If you have a concern about a child, refer it in the usual way. Please do not "
        "name children or families here. If what you write shows that someone is not safe, "
        "safeguarding leads may act on it."
    ),
}

_HELP_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "emergency": {"en": "In danger now: police, ambulance or fire"},
        "childline": {"en": "Childline, free, any time"},
        "nspcc": {"en": "NSPCC, if you are worried about a child"},
        "referral": {"en": "Make a referral"},
    }
)
_NUMBERS = MappingProxyType(
    {"emergency": "999", "childline": "0800 1111", "nspcc": "0808 800 5000"}
)
_HELP_FOR: Mapping[Reader, tuple[str, ...]] = MappingProxyType(
    {
        Reader.YOUNG_CHILD: ("emergency", "childline"),
        Reader.CHILD: ("emergency", "childline"),
        Reader.YOUNG_PERSON: ("emergency", "childline"),
        Reader.FAMILY: ("emergency", "nspcc", "childline"),
        Reader.PRACTITIONER: ("emergency", "nspcc"),
    }
)

ALL_NOTICES: Mapping[str, Text] = MappingProxyType(
    {
        f"kept.{reader}.{mode}": {"en": words}
        for reader, by_mode in KEPT.items()
        for mode, words in by_mode.items()
    }
    | {f"taking-part.{reader}": {"en": words} for reader, words in _TAKING_PART.items()}
    | {
        f"taking-part-in-some.{reader}": {"en": words}
        for reader, words in _TAKING_PART_IN_SOME.items()
    }
    | {f"not-read.{reader}": {"en": words} for reader, words in _NOT_READ.items()}
    | dict(TOLD)
    | dict(PAGE_WORDS)
    | dict(CARD_WORDS)
    | dict(PRINT_WORDS)
    | dict(HELP_WORDS)
    | dict(FURNITURE)
    | {f"help.{name}": words for name, words in _HELP_NAMES.items()}
    | {
        "no-names": {"en": "Please do not use names or anything that shows who someone is."},
        "thanks": {"en": "Thank you. Your answers have been saved."},
        "thanks-nothing": {
            "en": "Thank you. You did not answer any questions, so there was nothing to save."
        },
        "can-skip": {"en": "(you can skip this)"},
        "choose-all": {"en": "Choose all that are true for you."},
        "words-kept": {"en": "Your words are kept. Write again to replace them."},
        "answer-kept": {"en": "Your answer is kept. Choose again to replace it."},
        "kept-elsewhere": {
            "en": (
                "You have answered some of these questions before. What you answered is kept and "
                "not shown here."
            )
        },
        "thanks-changed": {
            "en": (
                "Thank you. Your new answers have been saved, in the place of those you sent "
                "before."
            )
        },
        "sent-before": {
            "en": (
                "The answers sent before are saved. If you change them, your new answers take "
                "their place. If someone else is answering, we keep both."
            )
        },
        "sent-just-now": {
            "en": "What you sent just now is not saved yet. Choose one, then press Continue."
        },
        "answer-again": {
            "en": (
                "Please answer again. What you send now takes the place of what you sent before. "
                "If you leave this page, what you sent before stays as it is."
            )
        },
        "thanks-already": {
            "en": "Thank you. You have answered this survey, and your answers are kept."
        },
        "typed-not-kept": {
            "en": (
                "We did not recognise that as one of the words you can type. No one reads what is "
                "typed here, and it was not kept."
            )
        },
        "typed-heard": {
            "en": (
                "What you typed may mean that someone is not safe, so your safeguarding leads can "
                "now read it. Please do not wait for them."
            )
        },
        "typed-not-saved": {"en": "What you wrote is below. It is not saved yet."},
        "not-saved": {"en": "Your answers were not saved."},
        "not-saved-yet": {"en": "Your answers are not saved yet. They are still on this page."},
        "help-first": {
            "en": "If you need help now, call one of these numbers. We cannot call you from here."
        },
    }
)


def notice(key: str, language: str = ENGLISH, reader: Reader | None = None) -> str:
    """The words of `ALL_NOTICES` under `key`, addressed to the `reader` where one is named."""
    to_a_child = reader is not None and reader.is_a_child
    return say_in(key, ALL_NOTICES[key][ENGLISH], language, to_a_child=to_a_child)


def mode_notice(mode: Mode, reader: Reader, language: str = ENGLISH) -> str:
    """How answers are kept, in words for the reader, made from the mode."""
    return notice(f"kept.{reader}.{mode}", language)


def not_read_notice(reader: Reader, language: str = ENGLISH) -> str:
    """That no one reads this at once, and what to do instead: shown beside each free-text box."""
    return notice(f"not-read.{reader}", language)


def what_happens_next(reader: Reader, tap: ConcernClass | None, language: str = ENGLISH) -> str:
    """What is said once answers are sent: after the respondent's tap alone, that people know."""
    if tap is None:
        return not_read_notice(reader, language)
    soon = notice(f"soon.{tap}", language, reader)
    return notice(f"told.{reader}", language).format(soon=soon)


def help_lines(
    reader: Reader, local: LocalHelp | None = None, language: str = ENGLISH
) -> tuple[HelpLine, ...]:
    """Whom to call: national numbers, then the partnership's, then its referral page for staff."""
    here = local or LocalHelp()
    national = [
        (notice(f"help.{name}", language, reader), _NUMBERS[name]) for name in _HELP_FOR[reader]
    ]
    lines = [HelpLine(name, number, _dial(number)) for name, number in (*national, *here.numbers)]
    if here.referral_link and reader is Reader.PRACTITIONER:
        lines.append(
            HelpLine(notice("help.referral", language), here.referral_link, here.referral_link)
        )
    return tuple(lines)


def form_notice(
    instrument: Instrument, local: LocalHelp | None = None, language: str = ENGLISH
) -> FormNotice:
    """Everything that a form of this instrument says before anything is typed."""
    reader = instrument.reader
    part = (
        "taking-part-in-some"
        if any(question.required for question in instrument.questions)
        else "taking-part"
    )
    return FormNotice(
        notice(f"{part}.{reader}", language),
        mode_notice(instrument.mode, reader, language),
        not_read_notice(reader, language),
        help_lines(reader, local, language),
    )


def gist(instrument: Instrument, language: str = ENGLISH) -> tuple[str, ...]:
    """The notice in short sentences, on pages and cards; the whole of it is folded beneath them."""
    some = any(question.required for question in instrument.questions)
    kept = "gist-kept-of-staff" if instrument.reader is Reader.PRACTITIONER else "gist-kept"
    keys = (
        "gist-skip-some" if some else "gist-skip",
        f"gist-not-read.{instrument.reader}",
        f"{kept}.{instrument.mode}",
    )
    return tuple(notice(key, language, instrument.reader) for key in keys)


def _dial(number: str) -> str | None:
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    return f"tel:{digits}" if len(digits) >= 3 else None
