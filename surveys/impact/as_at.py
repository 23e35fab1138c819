"""What was known at a date, and a hash that identifies exactly that.

Later evidence is left out before anything is counted, so that a summary as at a date can be made
again unchanged.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, replace
from datetime import date
from typing import NamedTuple, cast

from surveys.impact.evidence import Evidence

# Left out of the hash while they say nothing, so that earlier hashes stay.
ADDED_SINCE = frozenset(
    {
        *("unchecked", "withheld"),
        *("planned_change", "trigger", "written_on", "baseline_typed_on"),
        *("selection", "read_by", "agency", "teams", "correlation"),
        *("distinct_because", "corrected_from"),
        *("first_on", "body", "reference"),
        *("reported_changes", "rivals_weighed", "decision_dates", "first_started_on"),
        *("complaints", "analyses"),
        *("changes", "code_reviews"),
        *("reached", "items"),
        *("disseminations", "review_points", "descriptions", "by_helper"),
    }
)

NO_EVIDENCE = frozenset(
    {"wave_id", "is_withheld", "you_said", "later"}
)  # said of evidence, and no part of it


def known_at(evidence: Evidence, as_at: date) -> Evidence:
    """Return the evidence without what was collected, opened or begun after the date."""
    return replace(
        evidence,
        tallies=tuple(t for t in evidence.tallies if t.collected_on <= as_at),
        pairs=tuple(p for p in evidence.pairs if p.collected_on is None or p.collected_on <= as_at),
        judgements=tuple(j for j in evidence.judgements if j.collected_on <= as_at),
        indicators=tuple(
            replace(
                series,
                points=tuple(p for p in series.points if p.period_start <= as_at),
                withheld=tuple(p for p in series.withheld if p.period_start <= as_at),
            )
            for series in evidence.indicators
        ),
        asked=tuple(a for a in evidence.asked if a.opened_on <= as_at),
        reported_changes=tuple(c for c in evidence.reported_changes if c.collected_on <= as_at),
        complaints=tuple(c for c in evidence.complaints if c.quarter <= as_at),
        analyses=tuple(a for a in evidence.analyses if a.quarter <= as_at),
        changes=tuple(c for c in evidence.changes if c.on <= as_at),
        items=tuple(i for i in evidence.items if i.collected_on <= as_at),
        descriptions=tuple(d for d in evidence.descriptions if d.collected_on <= as_at),
        code_reviews=tuple(r for r in evidence.code_reviews if r.on <= as_at),
        disseminations=tuple(d for d in evidence.disseminations if d.until <= as_at),
        review_points=tuple(
            p.known_at(as_at) for p in evidence.review_points if p.reviewed_on <= as_at
        ),
        you_said=tuple(one for one in evidence.you_said if one.released_on <= as_at),
    )


def fingerprint(evidence: Evidence) -> str:
    """Return the SHA-256 (hex) of the evidence as canonical JSON; item order does not matter.

    Of version 1 only: whoever has it can find withheld counts by trying which of them fit.
    """
    return hashlib.sha256(_canonical(asdict(evidence)).encode()).hexdigest()


class KeyedFingerprints(NamedTuple):
    """HMAC-SHA-256 (hex) of the same text, under a key that never leaves the installation."""

    inputs: str
    figures: str  # without quotes, which may be taken back, and notes, which a later one replaces


def keyed_fingerprints(evidence: Evidence, key: bytes) -> KeyedFingerprints:
    """Return both; the evidence, which may be long, is walked through once."""
    members = _members(asdict(evidence))
    figures = {**members, "quotes": _canonical(())}
    figures.pop("review_points", None)
    texts = (_object(one).encode() for one in (members, figures))
    keyed = (hmac.digest(key, text, hashlib.sha256).hex() for text in texts)
    return KeyedFingerprints(*keyed)


def _canonical(value: object) -> str:
    if isinstance(value, dict):
        return _object(_members(cast(dict[str, object], value)))
    if isinstance(value, (list, tuple)):
        items = cast(list[object], value)
        parts = [_canonical(item) for item in items]
        # such as (question, choice, people), where the position has a meaning
        is_record = any(isinstance(item, int) for item in items)
        return "[" + ",".join(parts if is_record else sorted(parts)) + "]"
    return json.dumps(value.isoformat() if isinstance(value, date) else value)


def _members(fields: dict[str, object]) -> dict[str, str]:
    """Return the fields that are evidence, in the order of their names, each as canonical JSON."""
    counted = fields.keys() - NO_EVIDENCE
    named = sorted(key for key in counted if key not in ADDED_SINCE or _says(fields[key]))
    return {key: _canonical(fields[key]) for key in named}


def _object(members: dict[str, str]) -> str:
    return "{" + ",".join(f"{json.dumps(key)}:{text}" for key, text in members.items()) + "}"


def _says(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())
