"""The words of every page around what it says: ways past and out, headings, what is wrong, buttons.

`{...}` is filled in. A page of a language has no other words of ours than these and the notices.
"""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "skip-to-main": "Skip to main content",
    "leaving": "Leaving",
    "emergency": "Emergency:",
    "exit-this-page": "Exit this page",
    "help-now": "If you need help now",
    "call": "Call {number}",
    "language": "Language",
    "error": "Error:",
    "there-is-a-problem": "There is a problem",
    "problem-with-question": "Question {number}: {problem}",
    "all-done": "All done",
    "close-page": "You can close this page now.",
    "takes-about": "It takes about {minutes}.",
    "up-to": "Up to {questions}",
    "sent-already": "You have already sent this form",
    "what-to-do": "What do you want to do?",
    "change-sent": "Change what you sent",
    "someone-else": "Someone else is answering",
    "wrote-this": "This is what you wrote. You can copy it from here.",
    "kept-in-page": "We have put your answers in this page. If you close it, they are gone.",
    "try-again": "Try again",
    "end-of-scale": "{number} is “{words}”",
    "or": "or",
    "if-said": "If you said {said} to question {number}",
    "if-not-said": "If you did not say {said} to question {number}",
    "if-said-and-not": "If you said {said}, and not {unsaid}, to question {number}",
    "only-if-you": "Only if this is about you",
    "something-else": "Something else that was sent with the form",
}

FURNITURE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {key: {"en": words} for key, words in _WORDS.items()}
)
