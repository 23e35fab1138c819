"""The words of a form that is asked one question a page, and the gist that cards begin with too.

One table for the languages to come; what is said of danger and of names depends on the reader and
the mode, like every notice.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Mode, Reader

_GIST_NOT_READ = {
    Reader.YOUNG_CHILD: (
        "No one reads this straight away. In danger now? Tell a grown-up, or call 999."
    ),
    Reader.CHILD: "No one reads this straight away. In danger now? Call 999.",
    Reader.YOUNG_PERSON: "No one reads this straight away. In danger now? Call 999.",
    Reader.FAMILY: "No one reads this straight away. If someone is in danger now, call 999.",
    Reader.PRACTITIONER: (
        "This is not a referral and no one reads it straight away. In danger now: call 999."
    ),
}
_GIST_KEPT = {
    Mode.NAMED: "Your name goes with your answers.",
    Mode.CONFIDENTIAL: "Your answers are kept apart from your name.",
    Mode.ANONYMOUS: "We don’t ask for your name.",
}
_GIST_KEPT_OF_STAFF = {
    Mode.NAMED: "Your name is kept with your answers.",
    Mode.CONFIDENTIAL: (
        "Confidential: kept under a code, not your name, within a day. If someone is not safe, "
        "safeguarding leads see your words and name."
    ),
    Mode.ANONYMOUS: (
        "We do not ask for your name. Within a day your answers are kept apart from it."
    ),
}
_SCREEN_WORDS = {
    "with-a-grown-up": "Do this with a grown-up you trust.",
    "how-long": "{questions}, about {minutes}.",
    "gist-skip": "You can skip any question.",
    "gist-skip-some": "You can skip the questions that say so.",
    "more-about-this": "How we use your answers",
    "start": "Start",
    "read-aloud": "Read aloud",
    "start-again": "Start again",
    "whole-form": "All questions on one page, or to print",
    "have-a-code": "I have a code",
    "place": "{at} of {of}",
    "continue": "Continue",
    "skip": "Skip this question",
    "clear": "Take my answer back",
    "back": "Back",
    "tell-now": "Tell someone now",
    "get-help": "Get help now",
    "go-back-to-form": "Back to the questions",
    "tell-them": "Tell them",
    "look-through": "Look at your answers",
    "look-through-hint": "You can still change them. Nothing is sent until you press Send.",
    "change": "Change",
    "not-answered": "Not answered",
    "before": "Before",
    "now": "Now",
    "answer-not-shown": "Your answer is kept. It is not shown here.",
    "words-not-shown": "Your words are kept. They are not shown again.",
    "send": "Send my answers",
    "or": "or",
    "day": "Day",
    "month": "Month",
    "year": "Year",
    "date-like": "For example, 27 3 2026.",
    "put-in-order": "Give each one a number: 1 comes first.",
    "choose-one": "Choose one",
    "length": "You can write up to {limit} letters.",
    "receipt": "Your code",
    "receipt-hint": (
        "Keep this code if you may want to change your answers. You need it with the link to this "
        "form, until the form closes. We cannot find a lost code."
    ),
    "enter-code": "Enter your code",
    "enter-code-hint": "It has 12 letters and numbers, like {like}.",
    "code-shows": (
        "You can change the answers that were sent with this code. We do not show the words that "
        "you wrote."
    ),
    "enter-link-code": "Type the code of your form",
    "enter-link-code-hint": (
        "It is on your poster, card or letter. It has 10 letters and numbers, like {like}. No one "
        "reads what you type here."
    ),
    "you-said-we-did": "You said, we did",
    "you-said": "You said",
    "we-did": "We did",
    "you-said-intro": "People told us what they want. This is what we did.",
    "you-said-none": "We have no news to share yet.",
    "you-said-on": "Shared on {day}.",
    "you-said-link": "See what we did when people told us things",
    "last-time": "What we did about earlier answers",
    "form-closed": "This form has closed. You cannot send answers now.",
    "hand-in": "When you have finished, give this paper to the person who gave it to you.",
    "closed-help": "If you need help now, call one of the numbers on this page.",
}

PAGE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {f"gist-not-read.{reader}": {"en": words} for reader, words in _GIST_NOT_READ.items()}
    | {f"gist-kept.{mode}": {"en": words} for mode, words in _GIST_KEPT.items()}
    | {f"gist-kept-of-staff.{mode}": {"en": words} for mode, words in _GIST_KEPT_OF_STAFF.items()}
    | {key: {"en": words} for key, words in _SCREEN_WORDS.items()}
)
