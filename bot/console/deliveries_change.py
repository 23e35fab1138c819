"""Change or stop a send after it was confirmed, by the dialogs of cards; counts are shown first."""

from datetime import datetime
from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.deliveries_lookup import ChosenSend, Number, act, look, send_of
from bot.console.deliveries_restored import resume_restored
from bot.console.lookups import CONSOLE, places
from bot.console.options import AsJson, Lead, Partnership, Yes
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.replies import ConfirmCancel, ConfirmChange, ConfirmWithdraw
from dialogs.sending import manage_sends, withdraw_send
from dialogs.sending.resume_paused import paused_sends, resume_all
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.changes import WHY_WITHDRAWN, ReasonToWithdraw, SawOldText
from surveys.sending.dispatch import Dispatch

OneOrAll = Annotated[
    int | None,
    typer.Argument(
        metavar="[DISPATCH]", show_default=False, help="Which send; by default all that are paused."
    ),
]


def cancel(
    context: typer.Context,
    dispatch: Number,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
) -> None:
    """Cancel a send. People who already have it keep it."""
    meant = ChosenSend(dispatch, partnership, lead)
    asked = look(context, meant, manage_sends.ask_cancel)
    if not isinstance(asked, ConfirmCancel) or not asked.waiting:
        raise Refusal("nothing-waits")
    kept = f"{people(asked.reached)} already reached will keep it"
    say(f"“{asked.title}” will not go to {people(asked.waiting)}; {kept}.")
    agree(yes=yes)
    act(context, meant, manage_sends.cancel)
    say(f"Dispatch {dispatch} is cancelled.")


def pause(
    context: typer.Context, dispatch: Number, partnership: Partnership = None, lead: Lead = None
) -> None:
    """Pause a send: what is still waiting does not go out."""
    act(context, ChosenSend(dispatch, partnership, lead), manage_sends.pause)
    say(f"Dispatch {dispatch} is paused. Resume it with: deliveries resume {dispatch}")


def resume(
    context: typer.Context,
    dispatch: OneOrAll = None,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
    nothing_sent_since: Annotated[
        bool,
        typer.Option(
            "--nothing-sent-since",
            help="After a restore: nothing was sent since the backup, so send all that waits.",
        ),
    ] = False,
) -> None:
    """Resume a paused send, or all of them. After a restore, let messages go out again."""
    if dispatch is not None:
        act(context, ChosenSend(dispatch, partnership, lead), manage_sends.resume)
        say(f"Dispatch {dispatch} is resumed.")
        return
    with program_of(context).store() as store:
        if resume_restored(store, yes=yes, send_all=nothing_sent_since):
            return
        found = store.look(lambda unit: _paused(unit, partnership))
        if not found:
            say("No send is paused.")
            return
        show_table(["dispatch", "title"], [(one.id, one.title) for one in found])
        agree(yes=yes)
        store.act_now(lambda unit: resume_all(unit, found, CONSOLE))
    say(f"Resumed: {len(found)}.")


def _paused(unit: Unit, slug: str | None) -> list[Dispatch]:
    return paused_sends(unit, places(unit, slug)[0].id if slug else None)


def withdraw(
    context: typer.Context,
    dispatch: Number,
    reason: Annotated[
        ReasonToWithdraw,
        typer.Option("--reason", metavar="|".join(ReasonToWithdraw), help="Why it is withdrawn."),
    ],
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
) -> None:
    """Withdraw a briefing: a notice replaces its cards, and people still waiting do not get it."""
    meant = ChosenSend(dispatch, partnership, lead)
    asked = look(context, meant, withdraw_send.ask_withdraw)
    if isinstance(asked, ConfirmWithdraw):
        reached, waiting = people(asked.reached), people(asked.waiting)
        say(f"“{asked.title}”: cards of {reached} will be replaced; {waiting} will not get it.")
        say(f"The notice will say: {WHY_WITHDRAWN[reason][1]}")
    agree(yes=yes)
    act(
        context,
        meant,
        lambda turn, _: withdraw_send.withdraw(
            turn, withdraw_send.Withdrawal(dispatch=dispatch, why=reason)
        ),
    )
    say(f"Dispatch {dispatch} is withdrawn. See who was given it with: deliveries saw {dispatch}")
    say(withdraw_send.SIGN_OFF_AGAIN)


def edit(
    context: typer.Context,
    dispatch: Number,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
) -> None:
    """Update a send to the newest text of its briefing, also on cards that people already have."""
    meant = ChosenSend(dispatch, partnership, lead)
    asked = look(context, meant, manage_sends.ask_change)
    mark = asked.mark if isinstance(asked, ConfirmChange) else ""
    if isinstance(asked, ConfirmChange):
        reached, waiting = people(asked.reached), people(asked.waiting)
        say(f"“{asked.title}”: cards of {reached} will be updated; {waiting} still waiting.")
    agree(yes=yes)
    new = manage_sends.NewText(dispatch=dispatch, mark=mark)
    act(context, meant, lambda turn, _: manage_sends.change_text(turn, new))
    who = f"See who was given the old one with: deliveries saw {dispatch}"
    say(f"Dispatch {dispatch} has the new text. {who}")


def saw(
    context: typer.Context,
    dispatch: Number,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """List who was given an earlier text, and whether their card shows the new one."""
    with program_of(context).store() as store:
        changed, found = store.look(lambda unit: _saw(unit, dispatch, partnership))
    if as_json:
        show_json(
            {"dispatch": dispatch, "changed_at": changed, "people": [_facts(one) for one in found]}
        )
        return
    given = f"an earlier text was delivered to {people(len(found))}"
    say(f"Last changed on {moment_in_words(changed)}; {given}.")
    if found:
        show_table(["e-mail", "agency", "had read it", "card"], [_line(one) for one in found])


def _saw(unit: Unit, number: int, slug: str | None) -> tuple[datetime, list[SawOldText]]:
    found = send_of(unit, number, slug)
    last = unit.changes.last(found.id)
    if last is None:
        raise Refusal("text-never-changed")
    return last.at, list(unit.changes.saw_old_text(found.id))


def _facts(one: SawOldText) -> dict[str, object]:
    card = manage_sends.card_in_words(one)
    return {
        "email": one.email,
        "agency": one.agency,
        "read": one.read,
        "shows_new": one.shows_new,
        "card": card,
    }


def _line(one: SawOldText) -> tuple[str, str, str, str]:
    return one.email, one.agency, "yes" if one.read else "", manage_sends.card_in_words(one)
