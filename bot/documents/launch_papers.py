"""The papers of a launch kit: a message to staff, a poster, a page for leads, and whom to ring.

Each says that the app is no way to refer a child, because that is the first thing people try.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.documents import blocks, pages
from bot.documents.pages import Pages, Section
from surveys.london import day_in_words
from surveys.sending.launch_kit import LaunchKit, LaunchPaper

NO_REFERRAL = (
    "Golden Thread is not a way to refer a child, and no one reads it straight away. If you are "
    "worried about a child, refer it in the usual way. If a child is in danger now, call 999."
)
WHAT_COMES = (
    "A short briefing now and then: what was learned, and what to do now. It takes a few minutes.",
    (
        "A few questions about it, some weeks later. Each set says how long it takes, and how your "
        "answers are kept. You can skip them."
    ),
)
YOU_CAN_TYPE = (
    "help: see what you can do",
    "my surveys: answer what is open",
    "feedback: tell us how things are on the front line",
    "my data: see what we hold about you",
    "stop: stop all messages",
)
FIRST_WEEK = (
    "Open Golden Thread in Teams and type home. You see what needs you now.",
    "Type test alert. Every lead gets a test, in Teams and by e-mail. Press “It reached me”.",
    "Give out the message and the poster a day before the first briefing.",
    "Type send briefing. You see how many people it goes to before anything is sent.",
    "Type not reached a day later. It says who did not get it and why.",
    "Type follow up some weeks after an event, to ask what has changed.",
)
CONCERNS = (
    "Every lead who is not named in it is told at once, at any hour. Open it somewhere private.",
    "Press “I will deal with it” so that others know. If no one does, the deputies are told again.",
    "Record what you did: information sought, referred, advice, no further action.",
    "Two people close a concern that was red at any time.",
    "Type texts each week to read what people wrote, before anyone quotes it.",
)
AWAY = (
    "Before leave, type my data and choose I am away. Other leads are then asked before "
    "you. Alerts still reach you."
)


def _pages(kit: LaunchKit, title: str, sizes: tuple[int, int], sections: list[Section]) -> Pages:
    largest, smallest = sizes
    return Pages(
        title=title,
        subtitle=kit.partnership,
        partnership=kit.partnership,
        foot=day_in_words(kit.on),
        on=kit.on,
        largest=largest,
        smallest=smallest,
        opening=sections,
        sections=[],
    )


def _message(kit: LaunchKit) -> bytes:
    begins = (
        f"From now on {kit.partnership} uses an app in Microsoft Teams, Golden Thread, to tell you "
        "what it has learned from reviews, audits, inspections and families, and to ask what has "
        "changed for children. You have nothing to install. It writes to you in a chat of its own."
    )
    sections = [
        Section("", [blocks.text("To all staff"), blocks.text(begins)]),
        Section("What you get", [blocks.bullets([*WHAT_COMES, *filter(None, (kit.quiet,))])]),
        Section("What it is not", [blocks.text(NO_REFERRAL)]),
        Section("What you can type", [blocks.bullets(YOU_CAN_TYPE)]),
        Section(
            "What we keep",
            [
                blocks.text(
                    f"Type my data to see what we hold about you, or read {kit.address}/privacy."
                )
            ],
        ),
        Section("Who leads", [blocks.bullets(_leads(kit)), blocks.text("Please ask us anything.")]),
    ]
    return pages.docx(_pages(kit, "Golden Thread is coming to your Teams", (20, 20), sections))


def _poster(kit: LaunchKit) -> bytes:
    sections = [
        Section("Look out for Golden Thread in Teams", [blocks.text(WHAT_COMES[0])]),
        Section(
            "Tell us what has changed",
            [blocks.text("A few questions, about a minute each time, on your phone or computer.")],
        ),
        Section("Type", [blocks.bullets(YOU_CAN_TYPE)]),
        Section("Worried about a child?", [blocks.text(NO_REFERRAL)]),
    ]
    return pages.pdf(_pages(kit, "What did we learn? What has changed?", (40, 20), sections))


def _for_leads(kit: LaunchKit) -> bytes:
    sections = [
        Section("Your first week", [blocks.bullets(FIRST_WEEK)]),
        Section("When someone writes that a child is not safe", [blocks.bullets(CONCERNS)]),
        Section(
            "Who covers", [blocks.bullets(_leads(kit)), blocks.text(_hours(kit)), blocks.text(AWAY)]
        ),
    ]
    return pages.pdf(_pages(kit, "Golden Thread: a page for leads", (32, 18), sections))


def _who_to_ring(kit: LaunchKit) -> bytes:
    by_day = f"In hours ({kit.hours}, Monday to Friday)"
    numbers = [(by_day, kit.day_number), ("At all other times", kit.out_of_hours_number)]
    help_lines = [(name, number) for number, name in kit.help_lines]
    sections = [
        Section(
            "About something that someone wrote in Golden Thread",
            [
                blocks.table("Numbers of the partnership", _NUMBERS, numbers),
                blocks.bullets(_leads(kit), "Leads:"),
            ],
        ),
        Section(
            "About a child",
            [blocks.text(NO_REFERRAL), blocks.table("Help now", _NUMBERS, help_lines)],
        ),
    ]
    return pages.pdf(_pages(kit, "Who to ring", (40, 20), sections))


_NUMBERS = (("When", 2), ("Ring", 1))


def _leads(kit: LaunchKit) -> list[str]:
    """Return the lead and the deputies, a line each."""
    first, *others = (f"{name}, {agency}" for name, agency in kit.leads)
    return [f"{first} (lead)", *(f"{one} (deputy)" for one in others)]


def _hours(kit: LaunchKit) -> str:
    return (
        f"In hours ({kit.hours}, Monday to Friday) ring {kit.day_number}; at all other times ring "
        f"{kit.out_of_hours_number}."
    )


DRAWN: Mapping[LaunchPaper, Callable[[LaunchKit], bytes]] = MappingProxyType(
    {
        LaunchPaper.MESSAGE: _message,
        LaunchPaper.POSTER: _poster,
        LaunchPaper.LEADS: _for_leads,
        LaunchPaper.WHO_TO_RING: _who_to_ring,
    }
)


def draw(kit: LaunchKit, paper: LaunchPaper) -> bytes:
    """Return a paper of a kit: the message as DOCX, the others as PDF/UA-1."""
    return DRAWN[paper](kit)
