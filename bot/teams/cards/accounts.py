"""The card that asks a lead about an account that could be someone's on the list of people."""

from bot.teams.cards.actions import leave
from bot.teams.cards.parts import Card, card, facts, heading, text
from dialogs.replies import AskAccount

_ASK = "Is this account theirs? Ask them before you answer, in person or by phone."
_IF_YES = "If you say yes, they use this account from now on, and no other."
_TELL = (
    "Ask them whether it was them. If it was, ask your Golden Thread administrator to correct "
    "their tenant in the list of people. If it was not, tell your IT department."
)


def ask_account(reply: AskAccount) -> Card:
    """Show whose account it could be, and ask where a lead can decide."""
    person = (
        ("Name", reply.name),
        ("E-mail", reply.email),
        ("Agency", reply.agency),
        ("Partnership", reply.partnership),
        ("Tenant of the account", reply.tenant),
    )
    advice = [text(_ASK), text(_IF_YES)] if reply.can_answer else [text(_TELL)]
    buttons = [
        leave("Yes, it is theirs", "account-theirs", asked=reply.asked),
        leave("No", "account-not-theirs", asked=reply.asked),
    ]
    return card(
        reply,
        [heading(reply.summary), text(reply.what), *facts(person), *advice],
        buttons if reply.can_answer else [],
    )
