"""Reviews and inspections on the command line."""

import json

import pytest

from tests.bot.console.conftest import Console

REVIEWS = """\
partnership,ref,title,kind,reviewed_on,point,point_kind,text,published_on,published_at,to_share,\
action_ref,monitoring_note,monitored_on,completed_on,proof,outcome_ref,judgement,judged_on,\
judged_by,reason
North,R1,Case 7,child death review,2025-10-01,1,recommendation,See children alone,2025-12-01,\
https://north.example/r1,Ask twice,A1,Rota agreed,2026-01-05,2026-02-01,Rota,O1,better,2026-02-03,\
Review group,Dip sample
North,R1,Case 7,child death review,2025-10-01,2,modifiable factor,Smoke at home,,,,,,,,,,,,,
"""
INSPECTIONS = """\
partnership,ref,title,kind,body,ended_on,published_on,area,grade,action_ref,says,outcome_ref,\
judgement,reason,recommendation
North,I1,Front door,peer review,Other councils,2026-02-03,2026-02-20,Help,good,A1,Seen alone more,\
O1,better,Page 4,
North,I1,Front door,peer review,Other councils,2026-02-03,2026-02-20,Weekends,,,Thin cover,,,,\
Review the rota
"""


@pytest.fixture
def registered(filled: Console) -> Console:
    """Give a console with a review and a peer review."""
    assert filled.import_text("review", REVIEWS).code == 0
    assert filled.import_text("inspection", INSPECTIONS).code == 0
    return filled


def test_reviews_are_listed_with_what_is_completed_with_proof(registered: Console) -> None:
    line = registered("review", "list").out.splitlines()[1]

    assert line.startswith("R1")
    assert "1 of 1" in line


def test_a_review_is_shown_with_what_came_of_its_actions(registered: Console) -> None:
    out = registered("review", "show", "R1").out

    assert "Published on 1 December 2025: https://north.example/r1" in out
    assert "A1; completed on 1 February 2026, proof: Rota" in out
    assert "judged better by Review group; Dip sample" in out
    assert "2, modifiable factor: Smoke at home" in out
    assert "To share: Ask twice" in out


def test_inspections_are_listed_with_the_grade_of_each_area(registered: Console) -> None:
    out = registered("inspection", "list").out

    assert "Help: good; Weekends: no grade" in out
    assert "peer review" in out


def test_an_inspection_is_shown_with_what_it_says(registered: Console) -> None:
    out = registered("inspection", "show", "I1").out

    assert "ended 3 February 2026, published 20 February 2026" in out
    assert "A1; Seen alone more; judged better: Page 4" in out
    assert "Thin cover; Recommendation: Review the rota (no action yet)" in out


def test_both_are_there_for_machines(registered: Console) -> None:
    review = json.loads(registered("review", "show", "R1", "--json").out)
    inspection = json.loads(registered("inspection", "show", "I1", "--json").out)

    assert review["points"][0]["actions"][0]["judgement"] == "better"
    assert inspection["grades"] == {"Help": "good", "Weekends": ""}
    assert inspection["areas"][1]["findings"][0]["recommendation"] == "Review the rota"
    assert json.loads(registered("review", "list", "--json").out)[0]["completed_with_proof"] == 1
    assert json.loads(registered("inspection", "list", "--json").out)[0]["kind"] == "peer_review"


@pytest.mark.parametrize("kind", ["review", "inspection"])
def test_what_is_not_there_is_said(filled: Console, kind: str) -> None:
    assert f"No {kind}s yet." in filled(kind, "list").out
    assert filled(kind, "show", "R7").is_one_sentence
