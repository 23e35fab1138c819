"""What is wrong with the words of a “you said, we did”: counts of people, and words too hard.

Counts are refused, because a few people can be worked out from them. What is hard for children is
said to the author, who decides.
"""

import re
from collections.abc import Iterator

from surveys.impact.you_said import NewYouSaid, YouSaidVoice
from surveys.reading_grade import OF_CHILDREN, hardest_sentence, reading_grade

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PEOPLE = (
    r"(?:children|child|young people|young person|famil(?:y|ies)|people|persons?|parents?|carers?|"
    r"mothers?|fathers?|mums?|dads?|boys?|girls?|pupils?|practitioners?|workers?|colleagues?)"
)
_SAID = (
    r"(?:said|told|asked|wanted|agreed|answered|felt|thought|wrote|reported|complained|mentioned|"
    r"chose|replied|raised|liked)"
)
_COUNTED = rf"{_NUMBER} (?:young |other |foster )?{_PEOPLE}"
_COUNT = re.compile(  # “letters go to both of two parents” counts no one who spoke
    rf"\b{_NUMBER} (?:out )?of (?:the |us |you |them |our )?{_NUMBER}\b"
    rf"|\b{_COUNTED}(?= (?:who |that |have |had |also )?{_SAID}\b)"
    rf"|\b(?:from|by) {_COUNTED}\b"
    r"|\b\d+(?:\.\d+)? ?(?:%|per ?cent\b)",
    re.IGNORECASE,
)
_JARGON = re.compile(
    r"\b(?:safeguarding|partnerships?|multi-agency|agenc(?:y|ies)|practitioners?|professionals?|"
    r"assess(?:ments?|ed)?|interventions?|referr?(?:als?|ed)|strateg(?:y|ies)|outcomes?|"
    r"implement(?:ed|ation)?|audit(?:s|ed)?|polic(?:y|ies)|procedures?|pathways?|services?|"
    r"engage(?:d|ment)?|stakeholders?|disclos(?:ures?|ed)|placements?|contact|supervision|"
    r"co-?produc(?:ed|tion)|feedback|appropriate(?:ly)?|MASH|LADO|IRO|CAMHS|SENCO|LAC|CIN|CP)\b",
    re.IGNORECASE,
)


def count_in(words: NewYouSaid) -> str:
    """Return the first count of people in any of its words; empty where there is none."""
    found = (_COUNT.search(text) for text in _texts(words))
    return next((one.group() for one in found if one), "")


def hard_for_children(words: NewYouSaid) -> list[str]:
    """Return what its author should know before children read it, in sentences."""
    if words.for_children is None:
        return [_UNSEEN] if words.voice is YouSaidVoice.CHILD else []
    texts = [words.for_children.said, words.for_children.did]
    return [*_too_hard(texts), *_jargon(texts)]


_UNSEEN = (
    "Children will not see this yet: it has no version for children. Withdraw it and write it with "
    "--said-for-children and --did-for-children."
)


def _too_hard(texts: list[str]) -> Iterator[str]:
    grade = max(map(reading_grade, texts))
    if grade >= OF_CHILDREN:
        yield (
            f"The version for children reads at school grade {grade:.1f}, and children of 8 need "
            f"less than {OF_CHILDREN:.0f}. Its hardest sentence: “{hardest_sentence(texts)[1]}”"
        )


def _jargon(texts: list[str]) -> Iterator[str]:
    found = dict.fromkeys(word.lower() for text in texts for word in _JARGON.findall(text))
    if found:
        listed = ", ".join(f"“{word}”" for word in found)
        yield f"Children may not know {listed}. Say it as you would to a child of 8."


def _texts(words: NewYouSaid) -> Iterator[str]:
    yield from (words.said, words.did)
    if words.for_children:
        yield from (words.for_children.said, words.for_children.did)
