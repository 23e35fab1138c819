"""What someone reads who chose that a person needs to know: who was told, and what happens next.

How soon is what the leads' hours allow, and no one can call back someone whose name they were not
given. The words depend on the reader and on what was chosen, never on what was written.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Reader
from surveys.asking.lexicon import ConcernClass

_TOLD = {
    Reader.YOUNG_CHILD: (
        "We have told the people whose job is to keep children safe. {soon} They can’t reply to "
        "you here, and they may not know who you are. So if you are in danger now, tell a grown-up "
        "you trust, or call 999. You can call Childline right now on 0800 1111 - it’s free."
    ),
    Reader.CHILD: (
        "We have told the people whose job is to keep children safe. {soon} They can’t reply to "
        "you here, and they may not know who you are. So if you are in danger now, call 999. To "
        "talk to someone right now, call Childline on 0800 1111 - it’s free."
    ),
    Reader.YOUNG_PERSON: (
        "We have told the people whose job is to keep children safe. {soon} They can’t reply to "
        "you here, and they may not know who you are. So if you are in danger now, call 999. To "
        "talk to someone right now, call Childline on 0800 1111 - it’s free and it won’t show on "
        "the phone bill."
    ),
    Reader.FAMILY: (
        "We have told the people whose job is to protect children. {soon} They cannot reply to "
        "you here, and they may not know who you are. If someone is in danger now, call 999. If "
        "you are worried about a child, you can call the NSPCC now on 0808 800 5000."
    ),
    Reader.PRACTITIONER: (
        "We have told the safeguarding leads. {soon} This is not a referral: if a child is in "
        "danger now, call 999, and refer a concern about a child in the usual way."
    ),
}
_SOON = {
    ConcernClass.RED: (
        "In working hours someone should look at it within 15 minutes. In the evening, at night "
        "and at weekends it can take longer."
    ),
    ConcernClass.AMBER: "Someone should look at it within half a working day.",
    ConcernClass.GREEN: "Someone should look at it by the end of the next working day.",
}

TOLD: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {f"told.{reader}": {"en": words} for reader, words in _TOLD.items()}
    | {f"soon.{grade}": {"en": words} for grade, words in _SOON.items()}
)
