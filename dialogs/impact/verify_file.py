"""Say of a file whether it was given out here, and whether its evidence is still the same."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from storage.impact.releases import ReleaseHead
from storage.unit import Unit
from surveys.impact.as_at import keyed_fingerprints, known_at
from surveys.problems import Refusal

NO_HASH = "no release has the hash of its content"
CHANGED = "it says that it is release {number}, and was changed since"


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """The release that a file is, and whether the evidence as at its date is what it was.

    Where the figures alone are, the words that may be quoted are others by now.
    """

    release: ReleaseHead
    action_ref: str
    is_same_evidence: bool
    has_same_figures: bool


def verify_file(unit: Unit, name: str, content: bytes) -> VerifiedFile:
    """Find the release of a file by its hash; refuses file-not-released."""
    head = unit.releases.with_hash(sha256(content).hexdigest())
    if head is None:
        claimed = unit.releases.with_fingerprint(_fingerprint_in(content))
        why = NO_HASH if claimed is None else CHANGED.format(number=claimed.number)
        raise Refusal("file-not-released", file=name, why=why)
    evidence = unit.evidence.gather(head.partnership_id, head.action_id, head.as_at)
    now = keyed_fingerprints(known_at(evidence, head.as_at), unit.keyring.fingerprints)
    return VerifiedFile(
        head,
        evidence.ref,
        now.inputs == head.inputs_fingerprint,
        now.figures == head.figures_fingerprint,
    )


def _fingerprint_in(content: bytes) -> str:
    """Return the fingerprint of the inputs that a JSON summary has; empty if there is none."""
    try:
        written: Any = json.loads(content)
    except ValueError:
        return ""
    found = cast(dict[str, Any], written) if isinstance(written, dict) else {}
    return str(found.get("inputs_fingerprint", ""))
