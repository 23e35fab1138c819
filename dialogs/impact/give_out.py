"""Work out what a summary may give out, and keep it as a release when it leaves as a file.

Working out only reads; the release is kept in the transaction in which the file leaves, and is
refused if another was kept since, because neither was checked beside the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from dialogs.turn import Installation
from storage.impact.releases import ReleaseHead
from storage.unit import Unit
from surveys.impact.as_at import keyed_fingerprints, known_at
from surveys.impact.evidence import Evidence
from surveys.impact.progress import Tell, to_nobody
from surveys.impact.release.dates import refuse_as_at
from surveys.impact.release.disclose import Disclosed, disclose
from surveys.impact.release.given_out import standing_since
from surveys.impact.release.later_answers import later_answers
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.structure import Summary
from surveys.impact.suppress import NEW_PEOPLE
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.london import day_in_words


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What may be given out of an action; it is not out yet. `known` is all its evidence."""

    partnership_id: int
    action_id: int
    minimum_group: int
    known: Evidence
    disclosed: Disclosed
    inputs_fingerprint: str
    figures_fingerprint: str


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A summary, and what it gives out."""

    summary: Summary
    given: GivenOut


def give_out(
    unit: Unit,
    installation: Installation,
    partnership_id: int,
    action_id: int,
    as_at: date,
    beside: Sequence[GivenOut] = (),
    tell: Tell = to_nobody,
) -> GivenOut:
    """Return what may be given out of an action beside all that was given out before.

    `beside` leaves in the same file, and is kept first. Refuses an as-at date that is neither today
    nor a released one. `tell` is told how many waves are read.
    """
    sharing = unit.releases.sharing(partnership_id, action_id)
    earlier = [
        *unit.releases.of(partnership_id, sharing),
        *(one.disclosed.release for one in beside if one.action_id in sharing),
    ]
    refuse_as_at(as_at, unit.today, {release.as_at for release in earlier})
    evidence = unit.evidence.gather(partnership_id, action_id, as_at, tell)
    known = known_at(replace(evidence, you_said=unit.you_said.released(action_id, as_at)), as_at)
    minimum = installation.minimum_group
    number = unit.releases.next_number(partnership_id) + len(beside)
    disclosed = disclose(known, as_at, earlier, minimum, number)
    keyed = keyed_fingerprints(known, unit.keyring.fingerprints)
    return GivenOut(partnership_id, action_id, minimum, known, disclosed, *keyed)


def work_out(
    unit: Unit,
    installation: Installation,
    partnership_id: int,
    action_id: int,
    as_at: date,
    beside: Sequence[GivenOut] = (),
    tell: Tell = to_nobody,
) -> WorkedOut:
    """Return the summary of an action, with what it gives out; reads only. The rest is as above."""
    given = give_out(unit, installation, partnership_id, action_id, as_at, beside, tell)
    model = shipped_change_model().with_minimum_group(installation.minimum_group)
    disclosed, evidence = given.disclosed, _with_later(unit, given, as_at)
    summary = summarise(evidence, model, as_at, lambda _: given.inputs_fingerprint)
    standing = _standing(standing_since(disclosed.draft, disclosed.release))
    caveats = [*summary.caveats, *standing]
    return WorkedOut(summary.model_copy(update={"caveats": caveats}), given)


def _with_later(unit: Unit, given: GivenOut, as_at: date) -> Evidence:
    """Return the evidence as given out, and what is known from after its date."""
    action, out = (given.partnership_id, given.action_id), given.disclosed.evidence
    now = unit.evidence.answered_now(*action, as_at, unit.today)
    answers = later_answers(now, given.known.asked, out.asked, given.minimum_group)
    return replace(out, later=(*answers, *unit.evidence.later(*action, as_at)))


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


def record_release(unit: Unit, given: GivenOut, actor: str, fmt: str, content: bytes) -> None:
    """Keep that a summary leaves as a file, with its figures and the hash of that file.

    What a training partnership writes is no release.
    """
    if given.partnership_id in unit.training.ids():
        return
    release = given.disclosed.release
    head = ReleaseHead(
        given.partnership_id,
        release.number,
        given.action_id,
        unit.now,
        actor,
        fmt,
        given.minimum_group,
        release.as_at,
        sha256(content).hexdigest(),
        given.inputs_fingerprint,
        given.figures_fingerprint,
    )
    unit.releases.add(head, release)


def record_download(unit: Unit, given: GivenOut, actor: str, fmt: str, content: bytes) -> None:
    """Keep a release of which the file is in somebody's hands at once, and record that."""
    record_release(unit, given, actor, fmt, content)
    subject = f"action:{given.action_id}:{fmt}:{sha256(content).hexdigest()}"
    unit.record(given.partnership_id, actor, "download", subject)
