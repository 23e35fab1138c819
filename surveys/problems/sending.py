"""Problems of sending: audiences, times, channels, and what can still be done about a send."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "nobody-in-audience": Problem("No one matches that audience.", "Choose another audience.", 422),
    "audience-unreadable": Problem(
        "We could not understand the audience rule: {why}.",
        'Example: agency="Leeds Council" and role=practitioner',
        422,
    ),
    "had-by-all": Problem(
        "Everyone you chose has had this briefing.",
        "Choose to send it to them again, or choose other people.",
        409,
    ),
    "audience-value-unknown": Problem("There is no {kind} “{value}”.", "{nearest}", 422),
    "audience-missing": Problem(
        "You have not chosen anyone.", "Choose who it is for, or type a rule.", 422
    ),
    "audience-name": Problem(
        "“{name}” cannot be the name of an audience.",
        "Use up to 40 letters, digits, hyphens and underscores, without spaces.",
        422,
    ),
    "audience-unknown": Problem("There is no saved audience @{name}.", "There are: {known}.", 404),
    "audience-in-use": Problem(
        "You cannot remove @{name}: {where} uses it.", "Change that first.", 409
    ),
    "audience-changed": Problem(
        "The audience has changed since you looked. It is now {count}.",
        "Check the new number and confirm again.",
        409,
    ),
    "count-mismatch": Problem(
        "The number you typed is not the number of people.", "Type {count} to confirm.", 422
    ),
    "count-needed": Problem(
        "“everyone” is {count} people here.",
        "Add --count {count} to go on without being asked.",
        422,
    ),
    "every-unreadable": Problem(
        "We could not understand how often to repeat it: {why}.",
        "Examples: every monday 09:30; every 2 weeks monday,thursday 09:30; monthly 1 10:00; "
        "monthly last friday 10:00",
        422,
    ),
    "until-too-early": Problem(
        "Nothing would be sent: the last day is before the first time, {first}.",
        "Choose a later day.",
        422,
    ),
    "nothing-recurring": Problem(
        "There is no recurring send “{key}” in {where}.", "See them all with: schedule list", 404
    ),
    "time-past": Problem("That time is in the past.", "Choose a later time, or leave it out.", 422),
    "not-stoppable": Problem(
        "You cannot pause or cancel this.",
        "You can stop briefings and surveys. An alert is sent until someone answers it.",
        409,
    ),
    "not-a-briefing": Problem(
        "You can only change or withdraw a briefing.", "Cancel what is still waiting instead.", 409
    ),
    "send-withdrawn": Problem(
        "This has already been withdrawn.", "Its cards say so. There is nothing more to do.", 409
    ),
    "text-unchanged": Problem(
        "The briefing is the same as what was sent.",
        "Change the briefing first, then come back to this message.",
        409,
    ),
    "text-never-changed": Problem(
        "The text has never been changed.", "Everyone got the same text.", 409
    ),
    "nothing-waits": Problem(
        "Nothing is waiting to be sent.", "Run `deliveries` to see what was sent.", 409
    ),
    "channel-gone": Problem(
        "A channel you chose no longer exists.",
        "Open the briefing again and choose from the list.",
        409,
    ),
    "channels-once": Problem(
        "A briefing can be posted in a channel only once.",
        "Choose no channels, or send it once only.",
        422,
    ),
    "channel-twice": Problem("Several channels are called “{name}”.", "Say which: {known}.", 409),
    "channel-unknown": Problem(
        "There is no channel “{name}”.",
        "There are: {known}. To post in another, add the app to its team in Teams.",
        404,
    ),
    "nobody-to-write-to": Problem(
        "We know what happened to every message.",
        "People Teams cannot reach are e-mailed automatically.",
        409,
    ),
    "nothing-unknown": Problem(
        "We already know what happened to this message.",
        "You can only record this where delivery is not confirmed.",
        409,
    ),
    "no-mail-door": Problem(
        "E-mail is not set up here.",
        "Ask your Golden Thread administrator to set GT_SMTP_URL or GT_NOTIFY_API_KEY.",
        409,
    ),
    "not-confirmed": Problem("Nothing was sent.", "To send without being asked, add --yes.", 409),
}
