"""Words that only a card in Teams has; what it says in brief is the gist that a page has too."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS = {
    "no-names-in-brief": "No names, please.",
    "your-answer": "Your answer",
    "tap-first": "Tap what comes first.",
    "tap-next": "Tap what comes next.",
    "you-wrote": "You wrote",
    "you-typed": "What you wrote was not saved. You can copy it from here.",
    "training": "Training - this is not real",
    "one-question": "One question for you",
    "question-place": "Question {at} of {of}",
    "next": "Next",
    "skip-in-brief": "Skip",
    "leave-out": "Leave it out",
    "stop-here": "Stop here",
    "finish-later": "Finish later",
    "before-looking-back": "Before, looking back",
    "please-choose": "Please choose an answer.",
    "please-choose-or-skip": "Please choose an answer, or skip this question.",
    "please-write": "Please write something.",
    "please-write-or-skip": "Please write something, or skip this question.",
    "please-number": "Please write a number from {low} to {high}.",
    "please-number-or-skip": ("Please write a number from {low} to {high}, or skip this question."),
    "please-date": "Please choose a date.",
    "please-date-or-skip": "Please choose a date, or skip this question.",
    "choose-from-list": "Choose from the list",
    "answer-in-browser": "Answer in the browser",
    "update-teams": "{sentence}. To see this card, update Teams or type “help”.",
    "a-reminder": "A reminder",
    "a-short-survey": "A short survey",
    "length-in-brief": "{questions}, about {minutes}",
    "open-until": "Open until {closes}.",
    "to-stop": "To stop these messages, type “stop”.",
    "not-now": "Not now",
    "my-surveys": "My surveys",
    "thank-you": "Thank you",
    "answers-so-far": "Your answers so far are kept.",
    "that-is-fine": "That is fine.",
    "stays-open": "It stays open until {closes}.",
    "to-go-on": "Type “my surveys” to go on.",
    "feedback-given": "You have given feedback about this",
    "answers-are-kept": "Your answers are kept.",
    "feedback-again": "You can give feedback about it again from {day}.",
    "feedback-go-on": ("If the card where you began still shows a question, you can go on there."),
    "choose-something-else": "Choose something else",
    "stopped": "You have stopped",
    "stopped-and-kept": (
        "Your answers so far are kept, and this form is closed. You can give feedback on something "
        "else at any time."
    ),
    "stopped-nothing": "Nothing was kept. You can give feedback again at any time.",
    "give-feedback": "Give feedback",
    "what-about": "What is it about?",
    "choose-what-about": "Please choose what it is about.",
    "help-button": "Help",
}

CARD_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {key: {"en": words} for key, words in _WORDS.items()}
)
