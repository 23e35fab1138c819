"""Problems of who someone is, and of which partnership or record is meant."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "erase-open-concern": Problem(
        "This person deals with an open concern, or told of one: {refs}.",
        "Let a lead take it over and close it first: the law needs to know who they are.",
        409,
    ),
    "erased-before": Problem(
        "The person with this e-mail address was erased, {when}.",
        "Nothing here leads to them any more.",
        410,
    ),
    "erase-reason": Problem("Please say why, with --reason.", "It is kept, encrypted.", 422),
    "answers-not-found": Problem(
        "There are no answers under this code, or they were erased before.",
        "Check the code and the link.",
        404,
    ),
    "training-begun": Problem(
        "{name} has sent or asked something already, so it cannot be changed any more.",
        "For a dry run, import people into a new partnership and mark that one.",
        409,
    ),
    "not-on-roster": Problem(
        "We can’t find you on a partnership’s list of people.",
        "Ask your Golden Thread administrator to add you, then type “help”.",
        403,
    ),
    "cannot-check": Problem(
        "We cannot check just now whether you are on a partnership’s list of people.",
        "Type “help” again in a few minutes.",
        503,
    ),
    "account-asked": Problem(
        "Your e-mail address is on our list of people, but this account is new to us.",
        "We have asked the safeguarding leads whether it is yours. When they have answered, "
        "type “help”.",
        403,
    ),
    "account-elsewhere": Problem(
        "Your e-mail address is on our list of people, but for another organisation’s Teams.",
        "We have told the safeguarding leads. If this account is yours, ask your Golden Thread "
        "administrator to correct your tenant in the list.",
        403,
    ),
    "account-not-theirs": Problem(
        "A safeguarding lead told us that this account is not the one on our list of people.",
        "If that is wrong, speak to your safeguarding lead.",
        403,
    ),
    "account-answered": Problem(
        "Someone else has answered this already.",
        "If their answer is wrong, tell your Golden Thread administrator.",
        409,
    ),
    "account-taken": Problem(
        "This account belongs to someone else in {partnership}.",
        "Ask your Golden Thread administrator to correct the list of people.",
        409,
    ),
    "no-account-question": Problem(
        "No one has asked about an account of {email}.",
        "To see what we know of them: `person show {email}`.",
        404,
    ),
    "account-which": Problem(
        "There are several accounts to decide on: {ids}.", "Say which: --object-id.", 409
    ),
    "account-refused": Problem(
        "We refused this account: it is in another tenant than the one on the list for {name}.",
        "If it is theirs, correct the column tenant and import the list of people again.",
        409,
    ),
    "not-permitted": Problem(
        "Your role does not include this.", "Type “help” to see what you can do here.", 403
    ),
    "role-ended": Problem(
        "You no longer have the role that this is for.",
        "If you should have it, tell your Golden Thread administrator.",
        403,
    ),
    "has-left": Problem(
        "Our list of people says that you have left.",
        "If that is wrong, tell your Golden Thread administrator.",
        403,
    ),
    "not-found": Problem(
        "We could not find that.",
        "It may have been removed, or it may belong to another partnership.",
        404,
    ),
    "out-of-date": Problem(
        "This card is out of date.", "Type “help” to start again with a new card.", 409
    ),
    "decision-over": Problem(
        "This card may be out of date, so nothing was sent or changed.",
        "Check it as it is now, then press the button.",
        409,
    ),
    "date-unreadable": Problem(
        "We could not read the date.", "Please use the calendar, or type it like 9 March 2026.", 422
    ),
    "time-unreadable": Problem(
        "We could not read the time.", "Please type it like 9am or 14:30.", 422
    ),
    "date-odd": Problem(
        "{day} has passed, or is more than three years from now.",
        "Please check the day and the year.",
        422,
    ),
    "number-odd": Problem("Please check the number.", "It can be from 1 to {most:,}.", 422),
    "number-unreadable": Problem(
        "We could not read the number.", "Please type a whole number, like 12.", 422
    ),
    "inputs-missing": Problem(
        "Something is not filled in.",
        "Please fill in or choose what is marked, then try again.",
        422,
    ),
    "too-long": Problem(
        "That is {over} too long.", "Please shorten it: {longest:,} characters fit here.", 422
    ),
    "download-used": Problem(
        "This download has been used or has expired.",
        "In Teams, type “summary” to get it again.",
        410,
    ),
    "you-said-role": Problem(
        "{email} may not do this for {partnership}.",
        "Name a lead or an evaluator of that partnership.",
        403,
    ),
    "you-said-length": Problem(
        "Please write what they said and what you did, each in 1 to {limit} characters.",
        "It was not saved.",
        422,
    ),
    "you-said-counts": Problem(
        "Please leave out how many said it: “{counted}”.",
        "From a count it can be worked out who they are. Write “some of you”. It was not saved.",
        422,
    ),
    "you-said-unknown": Problem(
        "This action has no “you said, we did” number {number}.",
        "List them with: you-said list.",
        404,
    ),
    "you-said-none": Problem(
        "Nothing that “{voice}” is told has been released for this action.",
        "Release one with: you-said release. Children are told only what has a version for them.",
        409,
    ),
    "you-said-withdrawn": Problem(
        "Number {number} is withdrawn and cannot be released.",
        "Write it anew with: you-said add.",
        409,
    ),
    "reference-unknown": Problem(
        "There is no {kind} with the reference “{ref}” in {where}.",
        "Use the reference exactly as it is in the imported file.",
        404,
    ),
    "reference-twice": Problem(
        "More than one partnership uses “{ref}”: {where}.", "Say which: --partnership.", 409
    ),
    "reference-of-two": Problem(
        "“{ref}” is the reference of an event and of an action.",
        "Write event:{ref} or action:{ref}.",
        409,
    ),
    "partnership-unknown": Problem("There is no partnership “{slug}”.", "There are: {known}.", 404),
    "partnership-needed": Problem(
        "There are several partnerships: {known}.", "Say which: --partnership.", 409
    ),
    "no-lead": Problem(
        "{partnership} has no safeguarding lead.",
        "Import a person with the role lead first.",
        409,
    ),
    "not-a-typist": Problem(
        "{email} is not on the list of people of {partnership}.",
        "Name with --by the person who typed the forms in.",
        404,
    ),
    "not-a-lead": Problem(
        "{email} is not a safeguarding lead of {partnership}.",
        "Name a lead with --as, or leave it out.",
        403,
    ),
    "roster-changed": Problem(
        "The list of people has changed in the meantime.", "Import the file again.", 409
    ),
    "place-needed": Problem("Please choose a partnership.", "", 422),
    "phone-unreadable": Problem(
        "“{number}” is not a telephone number.",
        "Use digits and spaces, such as 0113 496 0000.",
        422,
    ),
    "hours-unreadable": Problem(
        "We could not read the hours “{hours}”.", "Write them like this: 09:00-17:00.", 422
    ),
    "nothing-changed": Problem(
        "Nothing was changed.", "To go on without being asked, add --yes.", 409
    ),
}
