"""Attacks on what is given out: by all summaries of a team, and by each figure beside a gap."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any, cast

import pytest

from surveys.impact.as_at import fingerprint, keyed_fingerprints
from surveys.impact.evidence import AgencyCount, Evidence
from surveys.impact.summary.compose import summarise
from surveys.impact.version_2.change_model import shipped_change_model
from tests.surveys.impact.release.attack import attack
from tests.surveys.impact.release.simulated_team import (
    ACTIONS,
    DAYS,
    FIRST_DAY,
    MINIMUM,
    Guarded,
    a_team,
    documents,
    unguarded,
)

TEAMS = 30  # `python -m tests.bench releases-whole` replays 10,000
FIGURES = {"n", "favourable", "proportion", "interval", "bounds", "response_rate", "answered"}


def test_no_withheld_figure_is_worked_out_from_all_summaries_of_a_team():
    attacked = 0
    for seed in range(TEAMS):
        team = a_team(seed)
        found = attack(team, documents(team, Guarded()))
        assert found.recovered == (), seed
        attacked += found.attacked
    assert attacked > 1_000


def test_the_attack_works_where_summaries_are_given_out_each_for_itself():
    teams = [a_team(seed) for seed in range(TEAMS)]
    assert sum(len(attack(team, documents(team, unguarded)).recovered) for team in teams) > 5


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within some JSON."""
    inside: Any = ()
    if isinstance(value, dict):
        yield value
        inside = cast(dict[str, Any], value).values()
    elif isinstance(value, list):
        inside = cast(list[Any], value)
    for one in inside:
        yield from _parts(one)


@pytest.mark.parametrize("seed", range(8))
def test_no_share_interval_bound_or_rate_is_printed_without_its_count(seed: int):
    team, give = a_team(seed), Guarded()
    model = shipped_change_model().with_minimum_group(MINIMUM)
    withheld: list[dict[str, Any]] = []
    for on in range(DAYS):
        day = FIRST_DAY + timedelta(days=on)
        for action in ACTIONS:
            given = give(team.evidence(on, action), day)
            summary = summarise(given, model, day, lambda _: "")
            parts = _parts(json.loads(summary.model_dump_json()))
            withheld += [part for part in parts if part.get("suppressed") is True]
    counted = [
        part for part in withheld if "audience" not in part
    ]  # each of its figures has its own
    assert counted
    for part in counted:
        assert {part[name] for name in FIGURES & part.keys()} <= {None}


def _with_small(known: Evidence, n: int) -> Evidence:
    """Return evidence in which the first agency of the first wave has `n` answers."""
    wave = known.asked[0]
    small = AgencyCount(wave.by_agency[0].agency, n, 100)
    changed = replace(wave, by_agency=(small, *wave.by_agency[1:]))
    return replace(known, asked=(changed, *known.asked[1:]))


def test_a_withheld_count_is_tried_out_on_a_plain_hash_and_not_on_a_keyed_one():
    known = _with_small(a_team(1).evidence(0, "A1"), 7)
    guesses = [_with_small(known, n) for n in range(MINIMUM)]
    plain = [n for n, guess in enumerate(guesses) if fingerprint(guess) == fingerprint(known)]
    assert plain == [7]
    printed = keyed_fingerprints(known, b"k" * 32).inputs
    assert printed not in {fingerprint(guess) for guess in guesses}
    assert printed not in {keyed_fingerprints(guess, b"g" * 32).inputs for guess in guesses}
    text = json.dumps(asdict(known), default=str).encode()
    assert printed != hashlib.sha256(text).hexdigest()
