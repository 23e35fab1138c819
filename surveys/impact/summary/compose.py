"""The entry point: evidence for one action and a model become a summary as at a date.

The same evidence, model and date give the same summary byte for byte, whatever the order of the
evidence.
"""

from collections.abc import Callable
from datetime import date

from surveys.impact.as_at import known_at
from surveys.impact.evidence import Evidence
from surveys.impact.labels import Label
from surveys.impact.natural_order import natural
from surveys.impact.participation import barriers_of, reach_of, you_said_of
from surveys.impact.people_parts import LearningSource, Partnership
from surveys.impact.provenance import RecordedChange
from surveys.impact.quarterly import HeardTheme, IndicatorAnalysis, heard_on
from surveys.impact.summary.account import Account
from surveys.impact.summary.caveats import caveats_of
from surveys.impact.summary.contacts import contacts_of
from surveys.impact.summary.described import described_of
from surveys.impact.summary.first_page import first_page_of, least_favourable_of, statement_of
from surveys.impact.summary.flow import flow_of
from surveys.impact.summary.items import items_of
from surveys.impact.summary.methods import methods_of
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.outcome_results import outcome_result
from surveys.impact.summary.quarterly_parts import AnalysisResult, HeardResult
from surveys.impact.summary.structure import Action, ChangeMade, LabelOn, Model, Summary
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.chart import chart_of
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.evaluate import Evaluation, evaluate
from surveys.impact.voices import voices_of

Fingerprint = Callable[[Evidence], str]
GATES = ("freshness", "sufficiency", "change", "gap", "labels", "charts")


def summarise(
    evidence: Evidence, model: ChangeModel, as_at: date, fingerprint: Fingerprint
) -> Summary:
    """Summarise what was known of an action at a date (Europe/London); shares, scores are 0-1.

    `fingerprint` identifies the evidence up to the date, without giving anything of it away.
    """
    evaluation, known = evaluate(evidence, model, as_at), known_at(evidence, as_at)
    draft = _draft(Account(known, evaluation, _outcomes(known, evaluation)), fingerprint(known))
    account = Account(known, evaluation, tuple(draft.outcomes))
    caveats = caveats_of(account, withheld=_withholds(draft))
    return draft.model_copy(update={"caveats": caveats})


def _outcomes(known: Evidence, evaluation: Evaluation) -> tuple[OutcomeResult, ...]:
    planned = sorted(known.outcomes, key=lambda outcome: natural(outcome.ref))
    return tuple(
        outcome_result(
            outcome,
            evaluated,
            _charts(outcome.ref, known, evaluation),
            has_start=known.started_on is not None,
        )
        for outcome, evaluated in zip(planned, evaluation.outcomes, strict=True)
    )


def _charts(outcome_ref: str, known: Evidence, evaluation: Evaluation) -> list[Chart]:
    mine = [series for series in known.indicators if series.outcome_ref == outcome_ref]
    model = evaluation.model
    rules = (known.started_on, evaluation.as_at, model.minimum_group, model.charts)
    return [chart_of(series, *rules) for series in sorted(mine, key=lambda one: one.indicator)]


def _draft(account: Account, fingerprint: str) -> Summary:
    """Return everything except the caveats, one of which is about the rest."""
    known, evaluation = account.evidence, account.evaluation
    minimum, label = evaluation.model.minimum_group, evaluation.label
    reach, not_reached = reach_of(known, minimum)
    flow, contacts = flow_of(known, minimum), contacts_of(known.disseminations, minimum)
    return Summary(
        as_at=evaluation.as_at,
        provisional=evaluation.provisional,
        decision_dates=list(evaluation.decision_dates),
        later_evidence_on=evaluation.later_evidence_on,
        model=_model(evaluation.model),
        partnership=Partnership(slug=known.partnership_slug, name=known.partnership),
        action=_action(known, evaluation.changes),
        statement=statement_of(label, len(account.outcomes), evaluation.above),
        label=label,
        history=[_label_on(one.on, one.label, one.outcomes) for one in evaluation.history],
        least_favourable=least_favourable_of(evaluation),
        first_page=first_page_of(evaluation, account.outcomes, reach, contacts),
        outcomes=list(account.outcomes),
        reach=reach,
        participation=flow,
        voices=voices_of(known, minimum),
        items=items_of(known, flow, minimum),
        barriers=barriers_of(known, minimum),
        described=described_of(known, flow, minimum),
        complaints=[_heard(one) for one in heard_on(known.complaints, evaluation.as_at, minimum)],
        analyses=[_analysis(one) for one in known.analyses],
        not_reached=not_reached,
        dissemination=contacts,
        you_said=you_said_of(known),
        methods=methods_of(account),
        caveats=[],
        inputs_fingerprint=fingerprint,
    )


def _model(model: ChangeModel) -> Model:
    return Model(
        version=model.version,
        weights=dict(model.quality),
        gates={name: getattr(model, name).model_dump() for name in GATES},
        minimum_group=model.minimum_group,
        minimum_group_floor=model.minimum_group_floor,
        precision_n=model.precision_n,
    )


def _action(evidence: Evidence, changes: tuple[RecordedChange, ...]) -> Action:
    return Action(
        ref=evidence.ref,
        title=evidence.title,
        change_wanted=evidence.change_wanted,
        source=LearningSource(kind=evidence.source_kind, ref=evidence.source_ref),
        owner_agency=evidence.owner_agency,
        started_on=evidence.started_on,
        due_on=evidence.due_on,
        theme=evidence.theme,
        changes=[
            ChangeMade.model_validate(
                {"on": one.on, "what": one.what, "from": one.before, "to": one.after}
            )
            for one in changes
        ],
    )


def _heard(heard: HeardTheme) -> HeardResult:
    return HeardResult(theme=heard.theme, heard=heard.heard, agencies=list(heard.agencies))


def _analysis(one: IndicatorAnalysis) -> AnalysisResult:
    return AnalysisResult(
        outcome=one.outcome,
        indicator=one.indicator,
        quarter=one.quarter,
        analysis=one.analysis,
        topic=one.topic or None,
    )


def _label_on(on: date, label: Label, outcomes: tuple[Label, ...]) -> LabelOn:
    return LabelOn(on=on, label=label, outcomes=list(outcomes))


def _withholds(summary: Summary) -> bool:
    not_reached = [people for _, people in summary.not_reached.reasons]
    return None in not_reached or '"suppressed":true' in summary.model_dump_json(by_alias=True)
