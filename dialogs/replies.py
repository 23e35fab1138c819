"""Replies: what a dialog says back, as data. A surface draws each kind once; a test finds no kind undrawn.

A reply carries identifiers that mean nothing outside (numbers looked up again at each request) and the words to show,
never a decision for the surface to make.
"""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from surveys.asking.instrument import Question, Reader
from surveys.asking.notices import HelpLine


class Reply(BaseModel):
    """One thing said back. `summary` is the sentence fit for a lock screen: no names, no answers, nothing sensitive."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    summary: ClassVar[str] = "Golden Thread"

    def lock_screen(self) -> str:
        """The sentence that a notification may show."""
        return self.summary


class Option(BaseModel):
    """One thing to choose: `value` is opaque, `text` and `detail` are for people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str = Field(min_length=1)  # an empty one stops a whole card on telephones
    text: str
    detail: str = ""


# --- anyone -----------------------------------------------------------------------------------------------------------


class Help(Reply):
    """What the person can do here, by their roles; `greeting` opens it after an installation."""

    summary: ClassVar[str] = "What you can do here"
    greeting: str | None
    partnership: str
    words: tuple[tuple[str, str], ...]  # what to type or tap, what it does; the word is also the verb's label


class NotOnRoster(Reply):
    """The person is not on any partnership's roster."""

    summary: ClassVar[str] = "We can't find you on the list of people"


class Said(Reply):
    """A short word back: a title, a sentence, and perhaps the verb and label of one next step."""

    summary: ClassVar[str] = "Done"
    title: str
    text: str
    next_verb: str | None = None
    next_label: str | None = None


class Problem(Reply):
    """A refusal that a person can read: what is wrong, what to do; `code` is from the catalogue of problems."""

    summary: ClassVar[str] = "That did not work"
    code: str
    sentence: str
    advice: str


class Stale(Reply):
    """The card acted on is out of date: says so and what is true now."""

    summary: ClassVar[str] = "This card is out of date"
    sentence: str
    advice: str


# --- practitioner -----------------------------------------------------------------------------------------------------


class ShowBriefing(Reply):
    """A briefing to read, with what the person has already done with it (`acts`: read, discussed, intends)."""

    briefing: int
    title: str
    partnership: str
    sections: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]  # title, https address
    acts: frozenset[Literal["read", "discussed", "intends"]] = frozenset()
    preview: bool = False  # shown to a lead before sending: acts are left out

    def lock_screen(self) -> str:
        """Say that there is a briefing, and its title, which its author wrote for all to see."""
        return f"A seven-minute briefing for you: {self.title}"[:120]


class AskDiscussion(Reply):
    """Ask how a briefing was discussed: how many took part (number) and what was agreed to change (text)."""

    summary: ClassVar[str] = "Tell us about the discussion"
    briefing: int
    title: str


class AskIntention(Reply):
    """Ask for one thing the person will do differently (text) and by when (date)."""

    summary: ClassVar[str] = "One thing you will do differently"
    briefing: int
    title: str


class InviteToSurvey(Reply):
    """A survey to start: how many questions and minutes, how answers are kept, until when it is open."""

    wave: int
    title: str
    about: str  # the event or action it asks about
    questions: int
    minutes: int
    identity_words: str
    notice: tuple[str, ...]
    closes: str | None  # in words, London time
    reminder: bool = False
    started: bool = False

    def lock_screen(self) -> str:
        """Say what it asks about and how long it takes."""
        return f"{'A reminder: a' if self.reminder else 'A'} short survey, about {self.minutes} min"


class AskQuestion(Reply):
    """One question, in the same message, with a way back and “finish later”."""

    summary: ClassVar[str] = "One question for you"
    wave: int
    ticket: str | None = None  # stands for the response where nobody is named; goes back with every answer
    survey: str
    question: Question
    language: str = "en"
    number: int
    of: int
    can_go_back: bool
    given: str | int | dict[str, int] | list[str] | None = None  # what was answered before, to show again
    notice: tuple[str, ...] = ()  # shown beside a free-text box, before anything is typed
    problem: str | None = None  # why the last try was not taken


class Thanks(Reply):
    """The survey is finished; the same for everyone, whether or not a concern was raised."""

    summary: ClassVar[str] = "Thank you"
    survey: str
    wave: int | None
    notice: tuple[str, ...]


class ChooseSubject(Reply):
    """What frontline feedback is about (`value` is the action); leads to `give-feedback`."""

    summary: ClassVar[str] = "Give feedback"
    subjects: tuple[Option, ...]
    notice: tuple[str, ...]


class SurveyList(Reply):
    """The person's open surveys (to start or go on with) and those finished."""

    summary: ClassVar[str] = "Your surveys"
    open: tuple[Option, ...]  # value is the wave
    finished: tuple[str, ...]


class MyData(Reply):
    """What is held about the person, in lines of name and value."""

    summary: ClassVar[str] = "What we hold about you"
    lines: tuple[tuple[str, str], ...]


# --- lead -------------------------------------------------------------------------------------------------------------


class Home(Reply):
    """A lead's or evaluator's first card: figures of what is going on, in lines of name and value, and what to do."""

    summary: ClassVar[str] = "Your partnership"
    partnership: str
    lines: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]


class ChooseBriefing(Reply):
    """Choose a briefing to send, and to whom."""

    summary: ClassVar[str] = "Send a briefing"
    briefings: tuple[Option, ...]
    audiences: tuple[Option, ...]  # value is an audience rule; a free rule may be typed instead
    problem: str | None = None


class ConfirmBriefing(Reply):
    """Count and preview before sending; `type_count` asks for the number to be typed (`everyone`)."""

    summary: ClassVar[str] = "Check before sending"
    briefing: int
    audience: str
    count: int
    by_agency: tuple[tuple[str, int], ...]
    preview: ShowBriefing
    type_count: bool
    once: str  # makes a second tap the same send
    problem: str | None = None


class ChooseFollowUp(Reply):
    """Choose an event or an action, and the questionnaire, to follow up."""

    summary: ClassVar[str] = "Follow up"
    subjects: tuple[Option, ...]  # value is "event:<id>" or "action:<id>"
    instruments: tuple[Option, ...]  # value is the instrument's code
    audiences: tuple[Option, ...]  # value is an audience rule; "" means those who attended
    problem: str | None = None


class ConfirmFollowUp(Reply):
    """How many people and minutes a follow-up asks, before it is opened."""

    summary: ClassVar[str] = "Check before asking"
    subject: str
    subject_title: str
    instrument: str
    instrument_title: str
    audience: str
    count: int
    minutes_each: int
    minutes_in_all: int
    questions: int
    type_count: bool
    once: str
    problem: str | None = None


class Queued(Reply):
    """A send or a wave has been taken on: how many people, and how it stands (a card updated at a few steps)."""

    summary: ClassVar[str] = "On its way"
    dispatch: int
    title: str
    count: int
    counts: tuple[tuple[str, int], ...]  # state in plain words, people
    when: str


class NotReached(Reply):
    """Who has not been reached by the last sends, with the reason in plain English."""

    summary: ClassVar[str] = "Who has not been reached"
    dispatches: tuple[tuple[str, int, int], ...]  # title, audience, not reached
    people: tuple[tuple[str, str, str], ...]  # name, agency, reason
    more: int  # people beyond those listed


class ConcernAlert(Reply):
    """A concern, without its content: reference, class, when it came, which partnership; and *I have this*."""

    summary: ClassVar[str] = "A safeguarding concern needs you"
    concern: int
    ref: str
    grade: str  # red, amber or green
    raised: str
    partnership: str
    acknowledged_by: str | None = None


class Concerns(Reply):
    """Open concerns of the partnership; never their words."""

    summary: ClassVar[str] = "Open concerns"
    concerns: tuple[ConcernAlert, ...]


class ConcernTaken(Reply):
    """The lead has said *I have this*: where the words can be read once, for a few minutes."""

    summary: ClassVar[str] = "You have this concern"
    ref: str
    grade: str
    address: str  # single-use page
    minutes: int


# --- evaluator --------------------------------------------------------------------------------------------------------


class ChooseSummary(Reply):
    """Choose an action and a format."""

    summary: ClassVar[str] = "Ask for an impact summary"
    actions: tuple[Option, ...]
    formats: tuple[Option, ...]
    problem: str | None = None


class OfferFile(Reply):
    """A file offered for the person's OneDrive (file consent card); `export` is opaque, `address` the web download."""

    summary: ClassVar[str] = "Your impact summary is ready"
    export: str
    file_name: str
    size: int
    description: str


class FileReady(Reply):
    """Where a file can be had: a single-use web download, when the file card was declined or failed."""

    summary: ClassVar[str] = "Your impact summary is ready"
    title: str
    file_name: str
    address: str
    minutes: int


class FileSaved(Reply):
    """The file is in the person's OneDrive."""

    summary: ClassVar[str] = "Your impact summary is saved"
    file_name: str
    content_url: str
    unique_id: str
    file_type: str


# --- web form ---------------------------------------------------------------------------------------------------------


class ShowForm(Reply):
    """A public form: all its questions, what was given so far, and what is wrong, by question."""

    title: str
    voice: str
    partnership: str
    identity_words: str
    notice: tuple[str, ...]  # all stand before the form, the last one beside every box to write in too
    questions: tuple[Question, ...]
    language: str = "en"
    once: str  # makes a second submission the same answer
    given: dict[str, str | int | list[str] | dict[str, str | int] | None]  # as sent, right or wrong
    problems: dict[str, str]
    about: str = ""
    reader: Reader | None = None  # for whom the page is worded; None goes by the voice
    help_lines: tuple[HelpLine, ...] = ()  # whom to call; none given means the national numbers for the reader


class FormThanks(Reply):
    """The same page for everyone, with help numbers; `help_now` puts the numbers first."""

    voice: str
    partnership: str
    help_now: bool
    notice: tuple[str, ...]
    reader: Reader | None = None
    help_lines: tuple[HelpLine, ...] = ()


# --- single-use slips: a download, or the words of a concern ----------------------------------------------------------


class SlipOffer(Reply):
    """What a single-use address holds; nothing is spent until the button is pressed."""

    title: str
    text: str
    button: str


class Download(Reply):
    """A file, handed over once."""

    file_name: str
    media_type: str
    content: bytes


class ConcernWords(Reply):
    """The words of a concern, shown once to the lead who has it, with what is known of who wrote them."""

    ref: str
    grade: str
    raised: str
    words: tuple[tuple[str, str], ...]  # question, words
    from_whom: str


def by_name(root: type[Reply] = Reply) -> dict[str, type[Reply]]:
    """Return every kind of reply by its name, so that a frozen one can be thawed."""
    return {kind.__name__: kind for kind in root.__subclasses__()}


def thaw(name: str, content: str) -> Reply:
    """Return the reply that was frozen as JSON under its name."""
    return by_name()[name].model_validate_json(content)
