"""One good example of every reply about a send after its confirmation, with all variants."""

from collections.abc import Mapping

from dialogs import replies as r
from surveys.sending.changes import WHY_WITHDRAWN, ReasonToWithdraw

TITLE = "Who lives in this home?"
REASONS = tuple(r.Option(value=code, text=chosen) for code, (chosen, _) in WHY_WITHDRAWN.items())
CHANNELS = (
    r.Option(value="1", text="Northmoor Practice / General"),
    r.Option(value="2", text="Northmoor Practice / Learning from reviews"),
)
UNDER_WAY = r.Queued(
    dispatch=5,
    title=TITLE,
    count=412,
    counts=(("sent", 380), ("waiting", 32)),
    when="Confirmed on 3 March 2026 at 2.05 pm.",
    moves=("pause", "cancel", "edit", "withdraw"),
    channels=(("posted", 2),),
)
CHANGE_SEND = r.ChangeSend(
    dispatch=5, title=TITLE, standing="", moves=("pause", "cancel", "edit", "withdraw", "saw")
)
SAW_OLD_TEXT = r.OldTextReaders(
    dispatch=5,
    title=TITLE,
    changed="3 March 2026 at 3.10 pm",
    count=61,
    cards_waiting=3,
    people=(
        ("Ada Brook", "Northmoor Police", True, "Their card shows the new text."),
        ("Jo Lin", "Moorside NHS Trust", False, "Their card is still to be changed."),
    ),
    page=1,
    pages=3,
)


def examples(preview: r.ShowBriefing) -> Mapping[str, r.Reply]:
    """Return the examples by name; `preview` is the briefing that they are about."""
    confirm_change = r.ConfirmChange(
        dispatch=5,
        title=TITLE,
        waiting=32,
        reached=380,
        preview=preview,
        mark="0f3a",
        can_list=False,
    )
    withdrawn = r.Withdrawn(
        title=TITLE,
        partnership=preview.partnership,
        when="3 March 2026 at 3.10 pm",
        why=WHY_WITHDRAWN[ReasonToWithdraw.WRONG][1],
    )
    confirm_withdraw = r.ConfirmWithdraw(
        dispatch=5, title=TITLE, waiting=32, reached=380, reasons=REASONS
    )
    return {
        "queued-under-way": UNDER_WAY,
        "queued-paused": UNDER_WAY.model_copy(
            update={"moves": ("resume", "cancel", "edit", "withdraw")}
        ),
        "change-send": CHANGE_SEND,
        "change-send-over": CHANGE_SEND.model_copy(
            update={
                "standing": "This was withdrawn. Nothing more will be sent, and its cards say so.",
                "moves": ("saw",),
            }
        ),
        "confirm-cancel": r.ConfirmCancel(
            dispatch=5, title=TITLE, waiting=32, sending=4, reached=380
        ),
        "confirm-withdraw": confirm_withdraw,
        "confirm-withdraw-why": confirm_withdraw.model_copy(
            update={"problem": "Say why it is withdrawn."}
        ),
        "confirm-change": confirm_change,
        "confirm-change-again": confirm_change.model_copy(
            update={
                "can_list": True,
                "problem": "The briefing has been changed again since you looked.",
            }
        ),
        "saw-old-text": SAW_OLD_TEXT,
        "withdrawn": withdrawn,
        "withdrawn-untitled": withdrawn.model_copy(
            update={"title": None, "why": WHY_WITHDRAWN[ReasonToWithdraw.RECOGNISABLE][1]}
        ),
        "channel-post": r.ChannelPost(briefing=preview.model_copy(update={"preview": False})),
    }
