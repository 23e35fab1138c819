"""What evidence is about and where it comes from: levels, sources and directions.

Every table of the model that is keyed by one of these names all of its members.
"""

from enum import StrEnum


class Level(StrEnum):
    """What a piece of evidence can show, weakest claim first."""

    REACH = "reach"
    REACTION = "reaction"
    LEARNING = "learning"
    PRACTICE = "practice"
    EXPERIENCE = "experience"
    OUTCOME = "outcome"


class Source(StrEnum):
    """Where a piece of evidence comes from."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    FRONTLINE = "frontline"
    CHILD = "child"
    FAMILY = "family"
    CHILD_VIA_WORKER = "child_via_worker"
    MULTI_AGENCY_AUDIT = "multi_agency_audit"
    SINGLE_AGENCY_AUDIT = "single_agency_audit"
    SECTION_11 = "section_11"
    INSPECTION = "inspection"
    PEER_REVIEW = "peer_review"
    CASE_REVIEW = "case_review"
    INDICATOR = "indicator"


# These conclude in a judgement; no source but these and indicators is without counts.
JUDGES = frozenset({Source.INSPECTION, Source.PEER_REVIEW, Source.CASE_REVIEW})
NOT_COUNTED = frozenset({Source.INDICATOR, *JUDGES})
# These read cases, which somebody selects; a Section 11 audit asks an agency about itself.
AUDITS = frozenset({Source.MULTI_AGENCY_AUDIT, Source.SINGLE_AGENCY_AUDIT})


LEVELS = tuple(Level)
SOURCES = tuple(Source)
# Only these are about the difference that was made.
CLAIMS = (Level.PRACTICE, Level.EXPERIENCE, Level.OUTCOME)


class Direction(StrEnum):
    """What a source shows against its reference."""

    BETTER = "better"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSE = "worse"


LEAST_FAVOURABLE_FIRST = (Direction.WORSE, Direction.NO_CLEAR_CHANGE, Direction.BETTER)


class AtSource(StrEnum):
    """Why a source gave no figure: the shorthand of the Government Statistical Service."""

    CONFIDENTIAL = "c"
    LOW_RELIABILITY = "u"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    ROUNDS_TO_NOUGHT = "low"
