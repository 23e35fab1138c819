"""How answers are kept, said in words for each reader and made from the mode.

No words promise secrecy, or that no one could tell who wrote; a test reads every one of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Mode, Reader

_YOUNG_CHILD_KEPT = {
    Mode.NAMED: (
        "Your name goes with your answers. The people who look at this will know it is you."
    ),
    Mode.CONFIDENTIAL: (
        "Your answers are kept apart from your name within a day. They get a code. If you tell us "
        "that someone isn’t safe, we may tell the people who can help who you are."
    ),
    Mode.ANONYMOUS: (
        "We don’t ask for your name. Your answers are kept apart from your name within a day."
    ),
}
_CHILD_KEPT = {
    Mode.NAMED: (
        "Your name goes with your answers. The people who look at this form will know they are "
        "yours."
    ),
    Mode.CONFIDENTIAL: (
        "Your answers are kept apart from your name within a day. They get a code, which keeps "
        "your answers together. If you tell us that someone isn’t safe, we may tell the people who "
        "can help who you are."
    ),
    Mode.ANONYMOUS: (
        "We don’t ask for your name. Please don’t write it. Your answers are kept apart from your "
        "name within a day. If you write about yourself, someone might guess it is you."
    ),
}
_ADULT_KEPT = {
    Mode.NAMED: (
        "Your name is kept with your answers, and the safeguarding partnership can see what you "
        "said."
    ),
    Mode.CONFIDENTIAL: (
        "Your answers are confidential. They are kept apart from your name within a day, under a "
        "code, so that they can be set beside your answers to later surveys. Results are shown for "
        "groups, not for one person. But if what you write shows that someone is not safe, the "
        "safeguarding leads see your words and your name."
    ),
    Mode.ANONYMOUS: (
        "We do not ask for your name. Your answers are kept apart from your name within a day, "
        "and from any list of who was asked. Results are shown for groups, not for one person. "
        "Please leave out names: someone who knows you could recognise a detail."
    ),
}
KEPT: Mapping[Reader, Mapping[Mode, str]] = MappingProxyType(
    {
        Reader.YOUNG_CHILD: _YOUNG_CHILD_KEPT,
        Reader.CHILD: _CHILD_KEPT,
        Reader.YOUNG_PERSON: _CHILD_KEPT,
        Reader.FAMILY: _ADULT_KEPT,
        Reader.PRACTITIONER: _ADULT_KEPT,
    }
)
