"""The one catalogue of problems: a code, a sentence in plain English, what to do next, an HTTP status.

Every refusal names a code from this table; each surface translates it once, and none invents its own wording.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that can go wrong, worded for the person it happens to; `{facts}` are filled in when raised."""

    sentence: str
    advice: str
    status: int = 400


PROBLEMS: dict[str, Problem] = {
    "not-on-roster": Problem(
        "We can't find you on a partnership's list of people.",
        "Ask your safeguarding lead to add you, then type “help”.",
        403,
    ),
    "not-permitted": Problem("Your role does not include this.", "Type “help” to see what you can do here.", 403),
    "not-found": Problem("We could not find that.", "It may have been removed, or belong to another partnership.", 404),
    "out-of-date": Problem("This card is out of date.", "Type “help” to start again from what is current.", 409),
    "wave-closed": Problem("This survey has closed.", "Type “my surveys” to see what is open for you.", 409),
    "wave-not-open": Problem("This survey is not open yet.", "Type “my surveys” to see what is open for you.", 409),
    "answer-missing": Problem("Please answer this question.", "We need this one before you go on.", 422),
    "answer-blank": Problem("Please answer this question, or skip it.", "", 422),
    "answer-not-offered": Problem("That is not one of the answers offered.", "Please choose one from the list.", 422),
    "answer-too-long": Problem("That is longer than {limit} characters.", "Please shorten it.", 422),
    "answer-not-a-number": Problem("Please choose a number from {low} to {high}.", "", 422),
    "answer-half": Problem("Please choose a number for before and a number for now.", "", 422),
    "answer-unreadable": Problem("We could not read that answer.", "Please open the survey again.", 422),
    "question-unknown": Problem("That question is not part of this survey.", "Please open the survey again.", 422),
    "not-saved": Problem("This was not saved.", "Please try again in a few minutes.", 503),
    "nobody-in-audience": Problem("Nobody matches that audience.", "Choose another audience.", 422),
    "audience-unreadable": Problem(
        "The audience rule cannot be read: {why}.", 'Example: agency="Leeds Council" and role=practitioner', 422
    ),
    "every-unreadable": Problem(
        "The rule of what comes again cannot be read: {why}.",
        "Examples: every monday 09:30; every 2 weeks monday,thursday 09:30; monthly 1 10:00; monthly last friday 10:00",
        422,
    ),
    "until-too-early": Problem(
        "Nothing would go out: the last day comes before the first time, {first}.", "Give a later day.", 422
    ),
    "nothing-recurring": Problem(
        "There is no recurring send “{key}” in {where}.", "See them all with: schedule list", 404
    ),
    "audience-missing": Problem("Nobody has been chosen.", "Choose who it is for, or type a rule.", 422),
    "audience-name": Problem(
        "“{name}” cannot be the name of an audience.",
        "Use up to 40 letters, digits, hyphens and underscores, without spaces.",
        422,
    ),
    "audience-unknown": Problem("There is no saved audience @{name}.", "There are: {known}.", 404),
    "audience-in-use": Problem("@{name} cannot be removed: {where} rests on it.", "Change that first.", 409),
    "audience-changed": Problem(
        "The audience has changed since you looked: it is now {count}.", "Check the new count and confirm again.", 409
    ),
    "count-mismatch": Problem("The number typed is not the number of people.", "Type {count} to confirm.", 422),
    "file-unreadable": Problem("{where}: {why}", "Mend the file and try again. Nothing was changed.", 422),
    "embargoed": Problem(
        "This briefing may not go out before {until}.", "Send it then, or change the date in its file.", 409
    ),
    "briefing-draft": Problem(
        "This briefing is still a draft.", "Whoever writes it makes it ready: in Teams, type “briefings”.", 409
    ),
    "approval-needed": Problem(
        "No second person has approved this version.",
        "Somebody who did not write it can: in Teams, type “briefings”.",
        409,
    ),
    "word-needed": Problem(
        "Nobody has given their word yet that nobody can be recognised from this version.",
        "Check the text and give it: in Teams, type “briefings”.",
        409,
    ),
    "text-changed": Problem("The text has changed since you looked.", "Read it again, then go on.", 409),
    "own-words": Problem("Nobody approves what they have written.", "Ask somebody else who may approve it.", 403),
    "author-unknown": Problem(
        "It is not known who wrote this version, so nobody can be the second person.",
        "Import its file again and say who: --as EMAIL.",
        409,
    ),
    "reference-taken": Problem("There is a briefing “{ref}” already.", "Choose another reference.", 409),
    "reference-unusable": Problem("“{ref}” cannot be a reference.", "Write 1 to 60 characters in one line.", 422),
    "may-not": Problem(
        "{email} may not {what} briefings of {partnership}.", "Name somebody with one of these roles: {roles}.", 403
    ),
    "link-unknown": Problem(
        "This link leads nowhere: it is not one of ours, or a part of it is missing.",
        "Open the briefing in Teams and tap the link there.",
        404,
    ),
    "link-gone": Problem(
        "The briefing no longer has this link.", "Open the briefing in Teams to see what it says now.", 410
    ),
    "link-not-now": Problem(
        "We cannot open this link just now.",
        "Please try again in a few minutes: where it leads stands in our records, which cannot be read at the moment.",
        503,
    ),
    "briefing-withdrawn": Problem(
        "This briefing has been withdrawn.", "Please do not use what it said. Your safeguarding lead can say why.", 410
    ),
    "not-stoppable": Problem(
        "This cannot be paused or cancelled.", "Briefings and surveys can; an alert goes on until it is answered.", 409
    ),
    "not-a-briefing": Problem("Only a briefing can be changed or withdrawn.", "Cancel what still waits instead.", 409),
    "send-withdrawn": Problem("This has been withdrawn already.", "Its cards say so. Nothing more can be done.", 409),
    "text-unchanged": Problem(
        "The briefing says what was sent already.", "Change the briefing first, then come back to this message.", 409
    ),
    "text-never-changed": Problem("The text of this has not been changed.", "Everybody was given the same text.", 409),
    "nothing-waits": Problem("Nothing of this waits to be sent.", "`deliveries` shows how it stands.", 409),
    "channel-gone": Problem(
        "A channel that you chose is no longer there.", "Open the briefing again and choose from what is.", 409
    ),
    "channels-once": Problem(
        "In a channel a briefing is posted once only.", "Leave the channels out of what comes again.", 422
    ),
    "channel-twice": Problem("“{name}” is the name of several channels.", "Say which: {known}.", 409),
    "channel-unknown": Problem(
        "There is no channel “{name}”.", "There are: {known}. Add the app to a team in Teams to post there.", 404
    ),
    "letter-over": Problem(
        "The time for this page is over.", "If you still have something to say, tell your safeguarding lead.", 410
    ),
    "nobody-to-write-to": Problem(
        "There is nobody of whom it is not known.", "Whom Teams could not reach is written to without asking.", 409
    ),
    "nothing-unknown": Problem(
        "Of this person it is known what became of the message.", "Only what is not known needs their word.", 409
    ),
    "no-mail-door": Problem(
        "E-mail is not set up here.", "Ask your administrator to set GT_SMTP_URL or GT_NOTIFY_API_KEY.", 409
    ),
    "link-closed": Problem("This feedback link is closed.", "Ask the person who gave it to you for a new one.", 410),
    "download-used": Problem("This download has been used or has run out.", "Ask for the summary again in Teams.", 410),
    "words-used": Problem(
        "This page has been used or has run out.", "In Teams, type “concerns” and take the concern again.", 410
    ),
    "nothing-open": Problem("There is nothing to answer just now.", "We will tell you when there is.", 404),
    "form-unreadable": Problem(
        "We could not read that form.", "Please open the page again and send it once more.", 400
    ),
    "not-working": Problem("This is not working just now.", "Please try again in a few minutes.", 503),
    "too-large": Problem("That is too large to accept.", "Please send something smaller.", 413),
    "setting-wrong": Problem("Setting {name}: {why}.", "Mend the setting and start again.", 500),
    "settings-unsafe": Problem("{faults}", "Mend the settings and start again; `check` looks at them all.", 500),
    "port-taken": Problem(
        "Port {port} of {host} cannot be opened.", "Another program may have it: name a free one with --port.", 500
    ),
    "database-unreachable": Problem(
        "The database cannot be reached.", "Look at GT_DATABASE_URL, and whether the database is running.", 500
    ),
    "schema-behind": Problem("The database is behind this version.", "Run `python app.py migrate`, then start.", 500),
    "schema-stuck": Problem(
        "The database could not be brought to the current schema and is as it was: {why}",
        "See that it may be written to, then run `python app.py migrate` again.",
        500,
    ),
    "schema-ahead": Problem(
        "The database belongs to a later version of this program.", "Install that version, or restore a backup.", 500
    ),
    "keys-of-another": Problem(
        "GT_KEYS_FILE holds other keys than those this database was filled with.",
        "Put this installation's own keys file back: what people wrote can be read with no other.",
        500,
    ),
    "concern-gate": Problem("The link cannot be made yet: {missing}", "Put these in place first, then try again.", 409),
    "already-running": Problem(
        "Another process is already serving this SQLite file.",
        "Stop it first, or use PostgreSQL for several processes.",
        409,
    ),
    "reference-unknown": Problem(
        "There is no {kind} with the reference “{ref}” in {where}.",
        "References are written as they stand in the file that was imported.",
        404,
    ),
    "reference-twice": Problem(
        "“{ref}” stands in more than one partnership: {where}.", "Say which: --partnership.", 409
    ),
    "reference-of-two": Problem(
        "“{ref}” is the reference of an event and of an action.", "Write event:{ref} or action:{ref}.", 409
    ),
    "partnership-unknown": Problem("There is no partnership “{slug}”.", "There are: {known}.", 404),
    "partnership-needed": Problem("There are several partnerships: {known}.", "Say which: --partnership.", 409),
    "no-lead": Problem("{partnership} has no safeguarding lead.", "Import a person there with the role lead.", 409),
    "not-a-lead": Problem(
        "{email} is not a safeguarding lead of {partnership}.", "Name one with --as, or leave it out.", 403
    ),
    "time-past": Problem("The time given is not in the future.", "Give a later time, or leave it out for now.", 422),
    "date-future": Problem("The date given is in the future.", "Give today or an earlier date.", 422),
    "instrument-unknown": Problem("There is no instrument “{instrument}”.", "There are: {known}.", 404),
    "instrument-by-link": Problem(
        "“{instrument}” names nobody, so it is answered behind a link.", "Make one with: link create.", 409
    ),
    "instrument-by-name": Problem(
        "“{instrument}” is put to people by name, not behind a link.", "Open it with: follow-up.", 409
    ),
    "voice-differs": Problem("“{instrument}” is written for the voice {voice}, not {given}.", "Choose another.", 409),
    "count-needed": Problem("“everyone” is {count} people here.", "Add --count {count} to go on without asking.", 422),
    "nothing-changed": Problem("Nothing was changed.", "With --yes nobody is asked.", 409),
    "not-confirmed": Problem("Nothing was sent.", "With --yes nobody is asked.", 409),
    "file-unwritable": Problem("{file} cannot be written: {why}.", "Nothing was written. Choose another place.", 409),
    "place-unusable": Problem("{file} cannot be used: {why}.", "Name another place, or let this user use it.", 500),
    "database-unwritable": Problem(
        "Nothing was saved: the database is in use by another program, full, or may not be written to.",
        "Try again in a minute; `check` says how it stands.",
        503,
    ),
    "trail-broken": Problem(
        "The audit trail does not fit: {where}.", "Keep the database as it is, and find out who changed it.", 500
    ),
    "unforeseen": Problem("Something went wrong that was not foreseen.", "It stands in the log under {trace}.", 500),
}


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A request that is refused for a reason a person can read."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.problem = PROBLEMS[code]
        self.sentence = self.problem.sentence.format(**facts)
        self.advice = self.problem.advice.format(**facts)
        self.status = self.problem.status

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()
