"""Evidence as a release gives it out: what a summary is made from."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from surveys.impact.descriptions import Description
from surveys.impact.evidence import (
    AgencyCount,
    Asked,
    Evidence,
    Quote,
    Reach,
    Source,
    Tally,
)
from surveys.impact.item_counts import ItemCounts
from surveys.impact.kinds import Level
from surveys.impact.participation import participation_of, reach_of
from surveys.impact.release.cells import Release
from surveys.impact.release.disclose import disclose
from surveys.impact.release.given_out import standing_since
from surveys.impact.voices import voices_of
from tests.surveys.impact.version_1.builders import STARTED, evidence, pairs, tally

TODAY = date(2026, 6, 30)
MINIMUM = 10


def _wave(number: int, *agencies: tuple[str, int], name: str = "follow-up") -> Asked:
    rows = tuple(AgencyCount(agency, n, 60) for agency, n in agencies)
    answered = sum(n for _, n in agencies)
    doors = (("Teams", answered),)
    return Asked(name, "practitioner", "f, 1", "named", STARTED, None, 200, answered, rows, doors,
                 wave_id=number)  # fmt: skip


def _answers(number: int, favourable: int, n: int, **facts: Any) -> Tally:
    return tally(
        Source.PRACTITIONER, favourable, n, outcome_ref=None, eligible=200, survey=True,
        opened_on=STARTED, wave_id=number, **facts,
    )  # fmt: skip


def _order(number: int, *first: int) -> Description:
    parts = tuple((f"Choice {at}", people) for at, people in enumerate(first))
    return Description(
        Source.PRACTITIONER, "follow-up", "f, 1", 0, "What helps?", STARTED, STARTED, sum(first),
        parts, wave_id=number,
    )  # fmt: skip


class Giving:
    """Releases of one partnership, one day after the other."""

    def __init__(self) -> None:
        self.releases: list[Release] = []

    def __call__(self, known: Evidence) -> Evidence:
        number = len(self.releases) + 1
        day = TODAY + timedelta(days=number)
        disclosed = disclose(known, day, self.releases, MINIMUM, number)
        self.draft = disclosed.draft
        self.releases.append(disclosed.release)
        return disclosed.evidence


def test_what_is_large_enough_is_given_out_as_it_is():
    known = evidence(
        _answers(1, 20, 30), tally(Source.CHILD, 3, 12),
        asked=(_wave(1, ("Council", 20), ("Health", 12)),),
        reach=Reach(400, 360, 55, 41, 12, 33, (("address unknown", 40),)),
        pairs=(pairs(Source.PRACTITIONER, 9, 5, 1),),
        barriers=(("What got in the way? (follow-up)", "time", 12),),
        descriptions=(_order(1, 20, 12),),
    )  # fmt: skip
    assert Giving()(known) == known


def test_the_next_day_nobody_learns_what_one_person_put_first():
    give = Giving()
    asked = (_wave(1, ("Council", 20), ("Health", 12)),)
    first = give(evidence(asked=asked, descriptions=(_order(1, 20, 12),)))
    more = (_wave(1, ("Council", 21), ("Health", 12)),)
    assert give(evidence(asked=more, descriptions=(_order(1, 20, 13),))) == first


def test_what_few_put_first_is_withheld_with_another():
    asked = (_wave(1, ("Council", 40), ("Health", 12)),)
    [one] = Giving()(evidence(asked=asked, descriptions=(_order(1, 30, 18, 4),))).descriptions
    assert (one.n, [people for _, people in one.parts]) == (52, [30, 0, 0])


def test_a_summary_of_the_next_day_does_not_tell_what_one_person_answered():
    give = Giving()
    first = give(evidence(_answers(1, 20, 30), asked=(_wave(1, ("Council", 18), ("Health", 12)),)))
    more = evidence(_answers(1, 20, 31), asked=(_wave(1, ("Council", 19), ("Health", 12)),))
    assert give(more) == first
    assert standing_since(give.draft, give.releases[1]) == (TODAY + timedelta(days=1),)


def test_an_action_that_shares_the_event_gives_out_what_the_other_did():
    give = Giving()
    one = give(evidence(_answers(1, 20, 30), asked=(_wave(1, ("Council", 30)),)))
    other = give(
        replace(evidence(_answers(1, 21, 31), asked=(_wave(1, ("Council", 31)),)), ref="A2")
    )
    assert (other.tallies, other.asked) == (one.tallies, one.asked)


def test_a_small_session_is_not_had_from_the_wave_that_it_is_added_up_in():
    give = Giving()
    give(evidence(_answers(1, 20, 35), asked=(_wave(1, ("Council", 35)),)))
    known = evidence(
        _answers(1, 20, 35), _answers(2, 4, 6),
        asked=(_wave(1, ("Council", 35)), _wave(2, ("Council", 6))),
    )  # fmt: skip
    assert sum(row.n for row in give(known).tallies) == 0
    assert participation_of(give(known).asked, MINIMUM)[1].answered is None


def test_sessions_of_one_name_are_repeated_as_one():
    give = Giving()
    asked = (_wave(1, ("Council", 30)), _wave(2, ("Council", 20)))
    first = give(evidence(_answers(1, 20, 30), _answers(2, 10, 20), asked=asked))
    more = (_wave(1, ("Council", 30)), _wave(2, ("Council", 24)))
    again = give(evidence(_answers(1, 20, 30), _answers(2, 14, 24), asked=more))
    assert sum(row.n for row in first.tallies) == sum(row.n for row in again.tallies) == 50
    assert [row.favourable for row in again.tallies] == [30, 0]


def test_teams_that_are_repeated_have_the_mean_size_they_had():
    give = Giving()
    give(evidence(_answers(1, 20, 30, teams=(10, 10, 10))))
    again = give(evidence(_answers(1, 20, 36, teams=(10, 20, 6)))).tallies[0]
    assert (again.n, sum(again.teams), len(again.teams)) == (30, 30, 3)


def test_what_is_withheld_is_withheld_by_every_rule_that_follows():
    known = evidence(asked=(_wave(1, ("Council", 20), ("Health", 12), ("Police", 4)),))
    part = participation_of(Giving()(known).asked, MINIMUM)[0]
    assert [row.answered for row in part.by_agency] == [20, None, None]
    reach = Reach(400, 397, 12, 9, 0, 0, (("address unknown", 3),))
    shown, not_reached = reach_of(Giving()(evidence(reach=reach)), MINIMUM)
    assert (shown.audience, shown.delivered, shown.discussed) == (400, None, None)
    assert (not_reached.people, not_reached.reasons) == (None, [("address unknown", None)])


def test_a_correction_of_an_imported_count_is_given_out():
    give = Giving()
    give(evidence(tally(Source.MULTI_AGENCY_AUDIT, 20, 30)))
    corrected = evidence(tally(Source.MULTI_AGENCY_AUDIT, 19, 30))
    assert give(corrected) == corrected


def test_two_rows_that_nothing_tells_apart_keep_their_own_figures():
    known = evidence(tally(Source.FRONTLINE, 9, 15), tally(Source.FRONTLINE, 8, 40))
    assert Giving()(known) == known


def test_words_are_not_shown_of_a_group_that_is_withheld():
    said = (Source.PRACTITIONER, "What got in the way?", "Nobody asked me.")
    give = Giving()
    asked = (_wave(1, ("Council", 35)),)
    shown = give(evidence(_answers(1, 20, 35), asked=asked, quotes=(Quote(*said, 1),)))
    assert [voice.quotes for voice in voices_of(shown, MINIMUM)] == [["Nobody asked me."]]
    few = (_wave(9, ("Council", 8)),)
    small = evidence(_answers(9, 4, 8), asked=few, quotes=(Quote(*said, 9),))
    assert voices_of(give(small), MINIMUM) == []


def _item(favourable: int, n: int, outside: int = 0) -> ItemCounts:
    return ItemCounts(
        None, Level.PRACTICE, Source.PRACTITIONER, "follow-up", "f, 1", 3, "I see children alone",
        STARTED, STARTED, n, favourable, outside, wave_id=1,
    )  # fmt: skip


def test_a_question_does_not_tell_what_one_more_person_answered():
    give = Giving()
    first = give(evidence(asked=(_wave(1, ("Council", 30)),), items=(_item(20, 30),)))
    later = give(evidence(asked=(_wave(1, ("Council", 31)),), items=(_item(21, 31),)))
    assert first.items[0].n == 30
    assert later.items == first.items
    grown = give(evidence(asked=(_wave(1, ("Council", 45)),), items=(_item(33, 45),)))
    assert (grown.items[0].favourable, grown.items[0].n) == (33, 45)


def test_a_question_that_few_answered_is_withheld():
    given = Giving()(evidence(asked=(_wave(1, ("Council", 30)),), items=(_item(5, 9, 21),)))
    assert (given.items[0].n, given.items[0].favourable) == (0, 0)


def test_who_was_reached_is_repeated_until_ten_more_were():
    def wave(council: int, health: int) -> Asked:
        agencies = (AgencyCount("Council", 20, 60, council), AgencyCount("Health", 12, 60, health))
        one = _wave(1, ("Council", 20), ("Health", 12))
        return replace(one, by_agency=agencies, reached=council + health)

    give = Giving()
    give(evidence(asked=(wave(50, 40),)))
    [later] = give(evidence(asked=(wave(51, 40),))).asked
    assert (later.reached, [row.reached for row in later.by_agency]) == (90, [50, 40])
    [grown] = give(evidence(asked=(wave(62, 52),))).asked
    assert (grown.reached, [row.reached for row in grown.by_agency]) == (114, [62, 52])
