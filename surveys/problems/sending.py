"""Problems of sending: audiences, times, channels, and what may still be done about a send."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "nobody-in-audience": Problem("Nobody matches that audience.", "Choose another audience.", 422),
    "audience-unreadable": Problem(
        "The audience rule cannot be read: {why}.",
        'Example: agency="Leeds Council" and role=practitioner',
        422,
    ),
    "audience-missing": Problem(
        "Nobody has been chosen.", "Choose who it is for, or type a rule.", 422
    ),
    "audience-name": Problem(
        "“{name}” cannot be the name of an audience.",
        "Use up to 40 letters, digits, hyphens and underscores, without spaces.",
        422,
    ),
    "audience-unknown": Problem("There is no saved audience @{name}.", "There are: {known}.", 404),
    "audience-in-use": Problem(
        "@{name} cannot be removed: {where} rests on it.", "Change that first.", 409
    ),
    "audience-changed": Problem(
        "The audience has changed since you looked: it is now {count}.",
        "Check the new count and confirm again.",
        409,
    ),
    "count-mismatch": Problem(
        "The number typed is not the number of people.", "Type {count} to confirm.", 422
    ),
    "count-needed": Problem(
        "“everyone” is {count} people here.", "Add --count {count} to go on without asking.", 422
    ),
    "every-unreadable": Problem(
        "The rule of what comes again cannot be read: {why}.",
        "Examples: every monday 09:30; every 2 weeks monday,thursday 09:30; monthly 1 10:00; monthly last friday 10:00",
        422,
    ),
    "until-too-early": Problem(
        "Nothing would go out: the last day comes before the first time, {first}.",
        "Give a later day.",
        422,
    ),
    "nothing-recurring": Problem(
        "There is no recurring send “{key}” in {where}.", "See them all with: schedule list", 404
    ),
    "time-past": Problem(
        "The time given is not in the future.", "Give a later time, or leave it out for now.", 422
    ),
    "date-future": Problem(
        "The date given is in the future.", "Give today or an earlier date.", 422
    ),
    "not-stoppable": Problem(
        "This cannot be paused or cancelled.",
        "Briefings and surveys can; an alert goes on until it is answered.",
        409,
    ),
    "not-a-briefing": Problem(
        "Only a briefing can be changed or withdrawn.", "Cancel what still waits instead.", 409
    ),
    "send-withdrawn": Problem(
        "This has been withdrawn already.", "Its cards say so. Nothing more can be done.", 409
    ),
    "text-unchanged": Problem(
        "The briefing says what was sent already.",
        "Change the briefing first, then come back to this message.",
        409,
    ),
    "text-never-changed": Problem(
        "The text of this has not been changed.", "Everybody was given the same text.", 409
    ),
    "nothing-waits": Problem(
        "Nothing of this waits to be sent.", "`deliveries` shows how it stands.", 409
    ),
    "channel-gone": Problem(
        "A channel that you chose is no longer there.",
        "Open the briefing again and choose from what is.",
        409,
    ),
    "channels-once": Problem(
        "In a channel a briefing is posted once only.",
        "Leave the channels out of what comes again.",
        422,
    ),
    "channel-twice": Problem(
        "“{name}” is the name of several channels.", "Say which: {known}.", 409
    ),
    "channel-unknown": Problem(
        "There is no channel “{name}”.",
        "There are: {known}. Add the app to a team in Teams to post there.",
        404,
    ),
    "nobody-to-write-to": Problem(
        "There is nobody of whom it is not known.",
        "Whom Teams could not reach is written to without asking.",
        409,
    ),
    "nothing-unknown": Problem(
        "Of this person it is known what became of the message.",
        "Only what is not known needs their word.",
        409,
    ),
    "no-mail-door": Problem(
        "E-mail is not set up here.",
        "Ask your administrator to set GT_SMTP_URL or GT_NOTIFY_API_KEY.",
        409,
    ),
    "not-confirmed": Problem("Nothing was sent.", "With --yes nobody is asked.", 409),
}
