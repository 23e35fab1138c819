"""Cards about audiences: those saved, and who an audience is.

Looking changes nothing, and every list leads back to the card from which it was opened.
"""

from bot.teams.cards.actions import leave, page_buttons, press
from bot.teams.cards.inputs import choose, write
from bot.teams.cards.parts import Card, card, facts, heading, more, page_of, text, warning
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import AudienceList, NewAudience, Option, WhoIsThis
from surveys.people import people

MOST_LISTED = 25
MOST_SHOWN = 20
LONGEST_RULE = 200

_NONE_YET = (
    "You have not saved a list yet. You can choose a saved list each time you send or follow up."
)


def saved_audiences(reply: AudienceList) -> Card:
    """List the saved audiences with their rules, to look at one or remove it."""
    shown = reply.audiences[:MOST_SHOWN]
    names = [Option(value=one.value, text=one.text) for one in reply.audiences]
    body = [
        heading(reply.summary),
        *warning(reply.problem),
        *([text(reply.done, strong=True)] if reply.done else []),
        *(
            text(joined(bold(one.text), ": ", one.detail[:LONGEST_RULE]), gap="Small")
            for one in shown
        ),
        *more(len(reply.audiences) - len(shown)),
        *([] if reply.audiences else [text(_NONE_YET)]),
        *choose("saved", "Which one?", names, required=False),
    ]
    about_one = (
        [press("Who is this?", "who"), press("Remove", "remove-audience")]
        if reply.audiences
        else []
    )
    return card(
        reply, body, [*about_one, leave("Save a new one", "new-audience"), leave("Home", "home")]
    )


def new_audience(reply: NewAudience) -> Card:
    """Ask for a name and a rule."""
    body = [
        heading(reply.summary),
        *warning(reply.problem),
        text("If a list has this name already, the new one replaces it.", subtle=True),
        *(
            choose(
                "place",
                "Which partnership?",
                reply.places,
                error="Please choose a partnership.",
                value=reply.place,
            )
            if reply.places
            else []
        ),
        write(
            "saved",
            "Name, such as duty-team",
            error="Please give a name.",
            longest=40,
            lines=False,
            value=reply.saved,
        ),
        write(
            "rule",
            'Rule, such as: agency="Leeds Council" and role=practitioner',
            error="Please type the rule.",
            longest=2000,
            lines=False,
            value=reply.rule,
        ),
    ]
    return card(reply, body, [press("Save", "save-audience"), leave("Cancel", "audiences")])


def who_is_this(reply: WhoIsThis) -> Card:
    """Show people by agency, who we cannot reach now, and the people themselves, 25 at a time."""
    held = f"Of these, {reply.left_out}." if reply.left_out else "We expect to reach all of them."
    listed = reply.people[:MOST_LISTED]
    body = [
        heading(people(reply.count)),
        text(joined("Audience: ", reply.audience or "those who attended"), subtle=True, gap="None"),
        *(
            facts((agency, people(count)) for agency, count in reply.by_agency)
            if reply.page == 0
            else []
        ),
        text(held),
        *(_person(*one) for one in listed),
        *more(len(reply.people) - len(listed)),
        *page_of(reply.page, reply.pages),
    ]
    pages = page_buttons(
        "who", reply.page, reply.pages, {"audience": reply.audience, **_opened_from(reply)}
    )
    return card(reply, body, [*pages, _back(reply)])


def _person(name: str, agency: str, reason: str) -> Card:
    line = (
        joined(bold(name), " (", agency, "): ", reason)
        if reason
        else joined(bold(name), " (", agency, ")")
    )
    return text(line, gap="Small")


def _opened_from(reply: WhoIsThis) -> dict[str, int | str]:
    if reply.briefing is not None:
        return {"briefing": reply.briefing}
    if reply.place is not None:
        return {"place": reply.place}
    return {"subject": reply.subject, "instrument": reply.instrument} if reply.subject else {}


def _back(reply: WhoIsThis) -> Card:
    if reply.briefing is not None:
        return leave("Back", "preview-briefing", briefing=reply.briefing, audience=reply.audience)
    if reply.subject:
        return leave("Back", "preview-follow-up", **_opened_from(reply), audience=reply.audience)
    return leave("Back", "audiences")
