"""Words that promise more than anyone can keep: secrecy, or that no one could tell who wrote.

Every notice and all that an instrument says about itself is read by `promised`, in each language
that has a catalogue; one that promises is refused, because a child who says that they are being
hurt must not have been told that it stays between us. A question may be about secrets:
`promised_in_question` finds what we promise in it.
"""

import re

_PROMISES = re.compile(
    r"\banonym(?:ous|ously|ity|ised|ized)\b"
    r"|\bsecre(?:t|tly|cy)\b"
    r"|\b(?:keep|kept|keeps|stay|stays|is|are|be|remain|remains)\s(?:it\s|this\s|them\s)?"
    r"(?:all\s|strictly\s)?private\b"
    r"|\b(?:fully|completely|totally|strictly|absolutely|100%)\s(?:confidential|private)\b"
    r"|\b(?:nobody|no one|no-one)\s(?:else\s)?(?:will|can|could|would)\s(?:ever\s)?"
    r"(?:know|see|read|find out|tell)\b"
    r"|\b(?:we|i)\s(?:will\snever|will\snot|won't|won’t|never)\s(?:ever\s)?(?:tell|share|pass)\b"
    r"|\bbetween (?:us|you and me)\b"
    r"|\bin (?:strict|total|complete) confidence\b"
    r"|\bdienw\b|\bcyfrinach\b"  # Welsh
    r"|\banonimow|\bsekret|\btajemnic"  # Polish
    r"|\banonim"  # Romanian
    r"|گمنام|خفیہ|صیغہ راز"  # Urdu
    r"|مجهول|\bسري|\bالسري|\bسرًا"  # Arabic
    r"|ਗੁਮਨਾਮ|ਗੁਪਤ",  # Punjabi
    re.IGNORECASE,
)


def promised(text: str) -> str | None:
    """The first words of `text` that promise secrecy, or that no one could tell who wrote."""
    found = _PROMISES.search(" ".join(text.split()))
    return found.group(0) if found else None


_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_OF_THE_READER = re.compile(r"\b(?:i|my|me)\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:we|us|our|nobody|no one|no-one|answers?|form|survey|questionnaire)\b"
    r"|\b(?:what|all|everything|anything)\syou\s(?:say|tell|write)\b"
    r"|\b(?:this|it)\s(?:is|stays|remains|will be|will stay)\b",
    re.IGNORECASE,
)


def promised_in_question(text: str) -> str | None:
    """The first words of a question in which we promise secrecy; asking about secrets is none.

    What is asked, and what a person would say of themselves (“I can keep a secret”), is no promise.
    """
    for sentence in _SENTENCE.findall(" ".join(text.split())):
        is_ours = not sentence.endswith("?") and not _OF_THE_READER.search(sentence)
        if is_ours and _OURS.search(sentence) and (promise := promised(sentence)):
            return promise
    return None
