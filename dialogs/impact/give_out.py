"""Work out what a summary may give out, and keep it as a release when it leaves as a file.

Working out only reads; the release is kept in the transaction in which the file leaves, and is
refused if another was kept since, because neither was checked beside the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from dialogs.turn import Installation
from storage.impact.releases import ReleaseHead
from storage.unit import Unit
from surveys.impact.as_at import keyed_fingerprint, known_at
from surveys.impact.release.cells import Release
from surveys.impact.release.dates import refuse_as_at
from surveys.impact.release.disclosure import NEW_PEOPLE
from surveys.impact.release.given_out import standing_since
from surveys.impact.release.settle import settle
from surveys.impact.version_1.summary import Summary
from surveys.london import day_in_words


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A summary with what it gives out; neither is out yet."""

    partnership_id: int
    action_id: int
    minimum_group: int
    summary: Summary
    release: Release
    inputs_fingerprint: str


def work_out(
    unit: Unit, installation: Installation, partnership_id: int, action_id: int, as_at: date
) -> WorkedOut:
    """Return the summary of an action beside all that was given out before.

    Refuses an as-at date that is neither today nor a released one.
    """
    from surveys.impact.version_1.compose import summarise  # noqa: PLC0415 - scipy is slow to load
    from surveys.impact.version_1.model import shipped_model  # noqa: PLC0415 - as above

    sharing = unit.releases.sharing(partnership_id, action_id)
    earlier = unit.releases.of(partnership_id, sharing)
    refuse_as_at(as_at, unit.today, {release.as_at for release in earlier})
    known = known_at(unit.evidence.gather(partnership_id, action_id, as_at), as_at)
    minimum, number = installation.minimum_group, unit.releases.next_number(partnership_id)
    settled = settle(known, as_at, earlier, minimum, number)
    model = shipped_model().with_minimum_group(minimum)
    summary = summarise(settled.evidence, model, as_at)
    caveats = [*summary.caveats, *_standing(standing_since(settled.draft, settled.release))]
    return WorkedOut(
        partnership_id,
        action_id,
        minimum,
        summary.model_copy(update={"caveats": caveats}),
        settled.release,
        keyed_fingerprint(known, unit.keyring.fingerprints),
    )


def _standing(days: Sequence[date]) -> list[str]:
    """Return the caveat about figures that are repeated as they were."""
    if not days:
        return []
    listed = ", ".join(map(day_in_words, days))
    said = (
        f"Figures that were given out before are repeated as of {listed}. A figure changes when at "
        f"least {NEW_PEOPLE} more people have answered, so that nobody’s answer can be worked out."
    )
    return [said]


def record_release(unit: Unit, worked: WorkedOut, actor: str, fmt: str, content: bytes) -> None:
    """Keep that a summary leaves as a file, with its figures and the hash of that file."""
    digest = sha256(content).hexdigest()
    head = ReleaseHead(
        worked.partnership_id,
        worked.release.number,
        worked.action_id,
        unit.now,
        actor,
        fmt,
        worked.minimum_group,
        worked.release.as_at,
        digest,
        worked.inputs_fingerprint,
    )
    unit.releases.add(head, worked.release)


def record_download(unit: Unit, worked: WorkedOut, actor: str, fmt: str, content: bytes) -> None:
    """Keep a release of which the file is in somebody's hands at once, and record that."""
    record_release(unit, worked, actor, fmt, content)
    subject = f"action:{worked.action_id}:{fmt}:{sha256(content).hexdigest()}"
    unit.record(worked.partnership_id, actor, "download", subject)
