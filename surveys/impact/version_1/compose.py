"""The entry point: evidence for one action and a model become a summary as at a date.

The same evidence, model and date give the same summary byte for byte, whatever the order of the
evidence.
"""

from dataclasses import replace
from datetime import date

from surveys.impact.as_at import fingerprint, known_at
from surveys.impact.evidence import Evidence
from surveys.impact.labels import Label, weakest
from surveys.impact.natural_order import natural
from surveys.impact.participation import barriers_of, participation_of, reach_of
from surveys.impact.people_parts import LearningSource, Partnership
from surveys.impact.version_1.caveats import caveats_of
from surveys.impact.version_1.first_page import first_page_of, statement_of
from surveys.impact.version_1.least_favourable import least_favourable
from surveys.impact.version_1.methods import PastAccount, methods_of
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.outcomes import weigh
from surveys.impact.version_1.summary import PastAction, PastModel, PastSummary


def summarise(evidence: Evidence, model: ImpactModel, as_at: date) -> PastSummary:
    """Summarise what was known of an action at a date (Europe/London); shares, scores are 0-1."""
    known = known_at(evidence, as_at)
    outcomes = sorted(known.outcomes, key=lambda outcome: natural(outcome.ref))
    weighings = tuple(weigh(outcome, known, model, as_at) for outcome in outcomes)
    account = PastAccount(known, weighings, model, as_at, withheld=False)
    draft = _draft(account)
    caveats = caveats_of(replace(account, withheld=_withholds(draft)))
    return draft.model_copy(update={"caveats": caveats})


def _draft(account: PastAccount) -> PastSummary:
    """Return everything except the caveats, one of which is about the rest."""
    known, model, weighings = account.evidence, account.model, account.weighings
    labels: list[Label] = [weighing.result.label for weighing in weighings]
    label, worst = weakest(labels), least_favourable(weighings, model)
    reach, not_reached = reach_of(known, model.minimum_group)
    return PastSummary(
        as_at=account.as_at,
        model=_model(model),
        partnership=Partnership(slug=known.partnership_slug, name=known.partnership),
        action=_action(known),
        statement=statement_of(label, labels),
        label=label,
        least_favourable=worst,
        first_page=first_page_of(label, weighings, reach, worst),
        outcomes=[weighing.result for weighing in weighings],
        reach=reach,
        participation=participation_of(known.asked, model.minimum_group),
        voices=[],  # under version 1 no words were given out
        barriers=barriers_of(known, model.minimum_group),
        not_reached=not_reached,
        methods=methods_of(account),
        caveats=[],
        sha256_of_inputs=fingerprint(known),
    )


def _model(model: ImpactModel) -> PastModel:
    return PastModel(
        version=model.version, weights=dict(model.quality), minimum_group=model.minimum_group
    )


def _action(evidence: Evidence) -> PastAction:
    return PastAction(
        ref=evidence.ref,
        title=evidence.title,
        change_wanted=evidence.change_wanted,
        source=LearningSource(kind=evidence.source_kind, ref=evidence.source_ref),
        owner_agency=evidence.owner_agency,
        due_on=evidence.due_on,
        theme=evidence.theme,
    )


def _withholds(summary: PastSummary) -> bool:
    not_reached = [people for _, people in summary.not_reached.reasons]
    return None in not_reached or '"suppressed":true' in summary.model_dump_json(by_alias=True)
