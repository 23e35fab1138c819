"""Problems of answering and of being asked: questions, surveys, forms, links."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "wave-closed": Problem(
        "This survey has closed.", "Type “my surveys” to see what is open for you.", 409
    ),
    "wave-not-open": Problem(
        "This survey is not open yet.", "Type “my surveys” to see what is open for you.", 409
    ),
    "answer-missing": Problem(
        "Please answer this question.", "We need an answer before you go on.", 422
    ),
    "answer-blank": Problem("Please answer this question, or skip it.", "", 422),
    "answer-not-offered": Problem(
        "That is not one of the answers offered.", "Please choose one from the list.", 422
    ),
    "answer-too-long": Problem(
        "That is longer than {limit} characters.", "Please shorten it.", 422
    ),
    "answer-not-a-number": Problem("Please choose a number from {low} to {high}.", "", 422),
    "answer-not-alone": Problem(
        "You chose “{choice}” and something else. Please choose one or the other.", "", 422
    ),
    "answer-not-in-range": Problem("Please write a number from {low} to {high}.", "", 422),
    "answer-not-whole": Problem("Please write a whole number, such as 3.", "", 422),
    "answer-one-decimal": Problem(
        "Please write a number with at most one decimal place, such as 2.5.", "", 422
    ),
    "answer-not-a-date": Problem("Please write a day, month and year, such as 27 3 2026.", "", 422),
    "answer-too-early": Problem("Please write a date that is not before {day}.", "", 422),
    "answer-too-late": Problem("Please write a date that is not after {day}.", "", 422),
    "answer-no-order": Problem("Please give each one a place of its own, from 1 to {of}.", "", 422),
    "answer-half": Problem("Please choose a number for before and a number for now.", "", 422),
    "answer-unreadable": Problem(
        "We could not read that answer.", "Please open the survey again.", 422
    ),
    "question-unknown": Problem(
        "That question is not part of this survey.", "Please open the survey again.", 422
    ),
    "not-saved": Problem("This was not saved.", "Please try again in a few minutes.", 503),
    "feedback-given": Problem(
        "You have given feedback about this before.",
        "You can give it again from the next quarter on.",
        409,
    ),
    "nothing-open": Problem(
        "There is nothing to answer just now.", "We will tell you when there is.", 404
    ),
    "form-unreadable": Problem(
        "We could not read that form.", "Please open the page again and send it once more.", 400
    ),
    "page-not-found": Problem(
        "There is nothing at this address.",
        "Please check the address letter by letter. If you need help now, call one of the numbers "
        "on this page.",
        404,
    ),
    "page-changed": Problem(
        "We could not read the answers that this page held.",
        "Please start again. We are sorry that you have to.",
        400,
    ),
    "page-too-old": Problem(
        "This page was open for more than a day.",
        "Please start again. The answers on the pages before it are gone.",
        400,
    ),
    "code-wrong": Problem(
        "We found no answers with that code.",
        "Please check each letter and number. A code works with the link that it was given for.",
        404,
    ),
    "link-code-wrong": Problem(
        "We found no form with that code.",
        "Please check each letter and number. There is no 0 or 1, and no I, L or O. No one reads "
        "what you type here. If you need help now, call one of the numbers on this page.",
        404,
    ),
    "page-over": Problem(
        "Please send this once more.",
        "This page was open for more than a day, or we could not read all of it.",
        400,
    ),
    "link-closed": Problem(
        "This form has closed.",
        "If you need help now, call one of the numbers on this page.",
        410,
    ),
    "address-not-kept": Problem(
        "This link was made before addresses were kept, so it cannot be printed.",
        "Make a new one with: link create.",
        409,
    ),
    "papers-too-late": Problem(
        "This link takes no more forms on paper: they are typed in until a week after it closes.",
        "What was written on them has been heard. Keep the papers, and tell your lead.",
        409,
    ),
    "language-missing": Problem(
        "“{instrument}” has no words in the language “{language}”.",
        "It has: {known}.",
        404,
    ),
    "letter-over": Problem(
        "This page has closed.",
        "If you still have something to say, tell your safeguarding lead.",
        410,
    ),
    "instrument-unknown": Problem(
        "There is no questionnaire “{instrument}”.", "There are: {known}.", 404
    ),
    "language-unknown": Problem(
        "There is no catalogue for the language “{language}”.",
        "Choose one of: {known}.",
        404,
    ),
    "instrument-language": Problem(
        "“{instrument}” has no words in “{language}”.", "It has words in: {known}.", 404
    ),
    "xlsform-facts": Problem(
        "This form does not say everything that a questionnaire needs.",
        "Add {options}, or the columns {columns} on its sheet “settings”.",
        422,
    ),
    "instrument-by-link": Problem(
        "“{instrument}” does not ask people by name, so they answer it through a link.",
        "Make one with: link create.",
        409,
    ),
    "instrument-by-name": Problem(
        "“{instrument}” asks people by name, so it cannot be answered through a link.",
        "Open it with: follow-up.",
        409,
    ),
    "voice-differs": Problem(
        "“{instrument}” is written for the voice {voice}, not {given}.", "Choose another.", 409
    ),
    "concern-gate": Problem(
        "The link cannot be made yet: {missing}", "Put these in place first, then try again.", 409
    ),
}
