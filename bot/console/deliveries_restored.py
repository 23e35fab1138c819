"""After a restore nothing is sent: say so, show what may have gone out since, and send again."""

from bot.console.confirm import agree
from bot.console.lookups import CONSOLE
from bot.console.output import say, show_table
from dialogs.sending.after_restore import held_in_words, resume_after_restore
from storage.store import Store
from surveys.london import moment_in_words
from surveys.sending.dispatch import DoubtfulSend


def say_if_held(store: Store) -> None:
    """Say that nothing is sent, on standard error, so that JSON stays JSON."""
    held = store.look(lambda unit: unit.backups.held())
    if held:
        words = held_in_words(held)
        say(f"{words[0].upper()}{words[1:]}", errors=True)


def resume_restored(store: Store, *, yes: bool, send_all: bool) -> bool:
    """Send again after a restore, once that is agreed; return whether anything was held back.

    `send_all` sends the doubtful sends too, for when nothing has gone out since the backup.
    """
    held = store.look(lambda unit: unit.backups.held())
    if held is None:
        return False
    found = store.look(lambda unit: unit.doubtful_sends.found(held.at))
    left_out = [] if send_all else found
    say(f"The backup is of {moment_in_words(held.backup_at)}.")
    _show(found, sent=send_all)
    agree(yes=yes)
    store.act_now(lambda unit: resume_after_restore(unit, held, left_out, CONSOLE))
    say("Messages go out again.")
    return True


def _show(found: list[DoubtfulSend], *, sent: bool) -> None:
    if not found:
        say("No send was waiting then that may have gone out since.")
        return
    rows = [
        (one.dispatch_id, one.partnership, one.title, one.people, one.emails, one.posts)
        for one in found
    ]
    show_table(["dispatch", "partnership", "title", "people", "e-mails", "posts"], rows)
    if sent:
        say("All of these are sent now.")
        return
    say("These may have been sent since. None of them is sent again: each is shown as not known,")
    say("and a lead can write to those people or ask them. Alerts are always sent.")
    say("If you know that nothing was sent since, use: deliveries resume --nothing-sent-since")
