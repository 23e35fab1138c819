"""Patterns of dates, ages, places and initials in English text, in every form people write them.

They find too much rather than too little: a person looks at each place and decides.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:\.\d)?[½¼¾]?|(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
    r"(?:[ -]and[ -]a[ -]half)?"
)
_UNIT = r"(?:years?|yrs?|months?|weeks?|days?)"
_FIRSTS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = (
    rf"(?:(?:twenty|thirty)[ -](?:{_FIRSTS})|{_FIRSTS}|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|\d{1,2}(?:st|nd|rd|th))"
)
_LONG_MONTH = "January|February|April|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_LONG_MONTH}|March|May|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON = "(?:spring|summer|autumn|winter)"
_WHO = (
    "girl|boy|child|children|baby|infant|toddler|son|daughter|brother|sister|sibling|teenager"
    "|twin|pupil|student|mother|father|man|woman|youth|young person"
)
_PERSON = (
    "child|baby|infant|boy|girl|mother|father|mum|dad|parent|sibling|brother|sister|adult|family"
    "|young person|uncle|aunt|grandmother|grandfather|partner|subject|case|mr|mrs|ms|miss|dr"
)
_UP = "A-ZÀ-ÖØ-ÞŴŶ"
_NAME = rf"[{_UP}][\w’'-]{{0,40}}"
_NAMES = rf"(?:St\.? )?{_NAME}(?:[ -](?:(?:of|on|upon|under|the|and|le|de|by)[ -])?{_NAME}){{0,4}}"
_STREET = (
    "Road|Street|Avenue|Lane|Drive|Close|Crescent|Way|Court|Place|Gardens|Grove|Terrace|Square|Hill|Park|Green|Row"
    "|Walk|Mews|House|Lodge|Farm|Station|Estate|Town|City|Village|Borough"
)
_INSTITUTION = (
    "schools?|academy|college|nursery|pre-?school|hospital|infirmary|hospice|clinic|surgery"
    "|university|mosque|church|temple|synagogue|gurdwara|refuge|hostel|hotel|ward|prison|library|(?:children[’']s|family|health|medical"
    "|community|leisure|sports) centre|family hub|children[’']s home|care home"
)


def _any(*forms: str, cased: bool = False) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{form})" for form in forms), re.NOFLAG if cased else re.IGNORECASE
    )


DATES = (
    _any(
        rf"\b(?:{_WEEKDAY},? )?(?:the )?(?:{_ORDINAL}|0?[1-9]|[12]\d|3[01])(?: day)? (?:of )?"
        rf"{_MONTH}(?!\w)"
        r"(?:,? (?:\d{4}|[’']?\d\d)\b)?",
        rf"\b{_MONTH},? (?:of )?{_YEAR}\b",
        r"\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)\b",
        rf"\b{_YEAR}[/.-]\d{{1,2}}(?:[/.-]\d{{1,2}})?\b",
        rf"\b(?:0?[1-9]|1[0-2])/{_YEAR}\b",
        r"\b(?:on|since|before|after|until|by) \d{1,2}/\d{1,2}\b(?!/)",
        r"\bon the \d{1,2}(?:st|nd|rd|th)\b",
        r"(?<!every )(?<!each )\b"
        rf"(?:(?:last|next|this|that|on|following|previous|early|late) )?{_WEEKDAY}\b",
        rf"\b(?:last|this|that|early|late|the|in|previous|following|mid)[ -](?:the )?{_SEASON}\b"
        rf"(?: (?:of )?{_YEAR}(?:[/–-]\d\d)?)?",
        rf"\b{_SEASON} (?:of )?{_YEAR}(?:[/–-]\d\d)?\b",
        rf"\b{_YEAR}(?:[/–-]\d{{2,4}})?\b",
        r"\btwo thousand and [a-z]+(?:-[a-z]+)?\b",
        rf"\btwenty[ -](?:twenty(?:[ -](?:{_ONES}))?|{_TEENS})\b",
        r"\blast (?:week|month|year|night|term|weekend)\b",
        r"\byesterday\b",
        rf"\b{_NUMBER} {_UNIT} ago\b",
        r"\b(?:Christmas|Boxing Day|New Year|Easter|Good Friday|Eid|Ramadan|Diwali|Hanukkah"
        r"|Passover|Vaisakhi|Halloween|Bonfire Night|Mother[’']s Day|Father[’']s Day|bank holiday"
        r"|half[ -]term)\b",
        r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b",
        r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b",
    ),
    _any(
        rf"\b{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?",
        rf"\b(?:{_LONG_MONTH})\b",
        r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Ff]rom|of|last|next|[Ee]arly|[Ll]ate|[Mm]id"
        r"|[Tt]hrough|[Bb]etween)[ -](?:March|May)\b",
        cased=True,
    ),
)
AGES = (
    _any(
        rf"\bage[ds]? (?:(?:of|about|around|just|only|under|over|between|nearly) )*{_NUMBER}\b"
        rf"(?: ?(?:-|–|to|and|or) ?{_NUMBER}\b)?(?: {_UNIT}\b)?",
        rf"\b{_NUMBER}[ -]+{_UNIT}[ -]+(?:olds?\b|of age\b)",
        rf"\b{_NUMBER} ?(?:yo|y/o)\b",
        rf"\b(?:{_WHO})s? of {_NUMBER}\b(?: {_UNIT}\b)?",
        r"\b(?:was|is|turned|turning|nearly|almost|barely) "
        rf"(?:(?:just|only|nearly|almost|about|then|now) )?{_NUMBER}"
        rf"(?=\s*[.,;:!?)]|\s+(?:when|at|and (?:her|his|their))\b|\s*$)",
        rf"\b{_ORDINAL} birthday\b",
        r"\b(?:in (?:his|her|their) |mid[ -]|early |late )(?:early |mid[ -]|late )?(?:teens"
        r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|[2-9]0s)\b",
    ),
    _any(rf"\bYear (?:1[0-3]|[1-9]|{_ONES.title()}|Ten|Eleven|Twelve|Thirteen)\b", cased=True),
)
NUMBERED_PLACE = _any(  # a postcode, a road, a ward
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    r"\b[AM]\d{2,4}\b",
    r"\bWard (?:\d{1,2}[A-Z]?|[A-Z])\b",
    cased=True,
)
NAMED_PLACE = _any(
    rf"\b(?:\d{{1,4}}[a-z]?,? )?{_NAME}(?: (?:{_NAME}|of|the|and|&)){{0,4}} "
    rf"(?:(?:{_STREET})\b|(?i:{_INSTITUTION})\b)",
    cased=True,
)
AFTER_A_PREPOSITION = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|[Tt]owards?) (?:the )?"
    rf"(?P<name>{_NAMES})"
)
INITIALS = (
    _any(
        rf"\b(?i:{_PERSON})\.? (?!I\b)[A-Z]{{1,2}}(?![\w-])",
        r"\b(?i:child|sibling|adult|family|case|parent|brother|sister) \d{1,2}(?!\w)",
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|Sgt|Nurse|Judge|Rev|Reverend|Imam|Cllr|Councillor)"
        rf"\.? {_NAME}",
        r"(?<![\w.])(?:[A-Z]\. ?){2,4}",
        cased=True,
    ),
)
TWO_CAPITALS = re.compile(r"(?<![\w.&/-])[A-Z]{2}(?![\w&/-])")
ONE_CAPITAL = re.compile(r"(?<![\w.’'&/-])[B-HJ-Z](?=(?:[’']s)?(?:[\s,;:)!?]|\.(?![A-Z])|$))")


class Span(NamedTuple):
    """The start and end of a match in a text."""

    start: int
    end: int


def spans(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[Span]:
    """Yield where any of the patterns matches, without surrounding space."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            found = match.group()
            start = match.start() + len(found) - len(found.lstrip())
            if found.strip():
                yield Span(start, start + len(found.strip()))
