"""Note e-mails that a service accepted and could not deliver after all.

A mail server refuses an address while it is spoken to, and that is known at once. GOV.UK Notify
says it minutes or days later, so it is asked now and then; asking again changes nothing.
"""

from scheduler.delivery_context import EmailContext
from storage.unit import Unit
from surveys.sending.email_delivery import sent_as


async def note_bounced(context: EmailContext) -> int:
    """Ask what was not delivered; return for how many people that is new."""
    found = [(sent_as(one.once), one.reason) for one in await context.mailer.bounced()]

    def note(unit: Unit) -> int:
        ours = [(whose, why) for whose, why in found if whose is not None]
        return sum(unit.emails.bounced(whose, why, unit.now) for whose, why in ours)

    return await context.store.act(note) if found else 0
