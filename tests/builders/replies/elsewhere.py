"""Replies about concerns and summaries, and those of the pages."""

from collections.abc import Mapping
from typing import Any

from dialogs import replies as r
from surveys.accounts import IN_WORDS, Doubt
from surveys.asking.instrument import Mode, QuestionKind, Reader
from surveys.asking.notices import help_lines, mode_notice, not_read_notice
from tests.builders.replies.made import (
    PARTNERSHIP,
    QUESTIONS,
    ask_account,
    concern,
)

RECORD = (
    r.RecordLine(when="3 March 2026 at 8 pm", what="Raised"),
    r.RecordLine(when="3 March 2026 at 8.05 pm", what="Taken on", who="Priya Nair"),
)
ONE_CONCERN = r.OneConcern(
    concern=31,
    ref="C-7K2M",
    grade="red",
    raised="3 March 2026 at 8 pm",
    partnership=PARTNERSHIP,
    record=RECORD[:1],
    steps=("note",),
    may_take=True,
)
READ_TEXT = r.ReadText(
    text_ref="T-0A1B2C3D4E5F",
    question="What difference did you see for a child or family?",
    about="Six weeks on (Who lives in this home?)",
    words="One mother told us who stays at weekends.",
    written="in the week to 8 March 2026",
    due="11 March 2026",
    waiting=12,
    late=3,
    version="One mother told us who stays at weekends.",
)
FRAME: dict[str, Any] = {
    "title": "How did it feel?",
    "reader": Reader.CHILD,
    "partnership": PARTNERSHIP,
    "help_lines": help_lines(Reader.CHILD),
}
EXAMPLES: Mapping[str, r.Reply] = {
    "ask-account": ask_account(),
    "ask-account-elsewhere": ask_account(what=IN_WORDS[Doubt.OTHER_TENANT], can_answer=False),
    "concern": concern(),
    "concern-taken-by-other": concern(acknowledged_by="Priya Nair"),
    "concern-told-again": concern(
        deadline="3 March 2026 at 2.20 pm",
        told_because="No one has dealt with this concern by its deadline. You are next in line: "
        "please deal with it now.",
    ),
    "alert-test": r.AlertTest(test=4, partnership=PARTNERSHIP, asked="3 March 2026 at 2.05 pm"),
    "concern-unanswered": r.ConcernUnanswered(
        ref="C-7K2M", grade="red", raised="3 March 2026 at 2.05 pm", partnership=PARTNERSHIP
    ),
    "concerns": r.ConcernList(
        concerns=(
            concern(),
            concern(concern=32, ref="C-9QXA", grade="amber", raised="Tuesday 3 March, 09:40"),
            concern(
                concern=30,
                ref="C-2PLD",
                grade="green",
                raised="Monday 2 March, 16:20",
                acknowledged_by="Priya Nair",
            ),
        ),
    ),
    "concerns-second-page": r.ConcernList(
        concerns=(concern(since="8.05 pm", acknowledged_by="Priya Nair", state="referred"),),
        count=21,
        red=("C-7K2M", "C-8B2Q"),
        page=1,
        pages=3,
    ),
    "one-concern": ONE_CONCERN,
    "one-concern-mine": ONE_CONCERN.model_copy(
        update={
            "mine": True,
            "owner": "Priya Nair",
            "since": "8.05 pm",
            "state": "information sought",
            "record": RECORD,
            "steps": ("note", "sought", "referred", "advice", "no-action", "class-lowered"),
            "may_take": False,
            "typed": "I rang",
            "problem": "Please choose what you have done.",
        }
    ),
    "one-concern-of-another": ONE_CONCERN.model_copy(
        update={
            "owner": "Priya Nair",
            "since": "8.05 pm",
            "record": RECORD,
            "may_take": False,
            "may_take_over": True,
        }
    ),
    "concern-taken": r.ConcernTaken(
        ref="C-7K2M", grade="red", address="https://gt.example/slip/9f3c", minutes=5
    ),
    "read-text": READ_TEXT,
    "read-text-second": READ_TEXT.model_copy(
        update={"second": True, "problem": "Someone has read this text already."}
    ),
    "nothing-to-read": r.NothingToRead(
        agreement="Two readers judged 20 texts, and agreed on 18 (90 %)."
    ),
    "choose-summary-as-pdf": r.ChooseSummary(
        actions=(
            r.Option(
                value="2", text="Ask who lives in the home at every visit", detail="A-2026-03"
            ),
            r.Option(value="5", text="Bruising pathway", detail="A-2025-11"),
        ),
    ),
    "choose-summary": r.ChooseSummary(
        actions=(
            r.Option(
                value="2", text="Ask who lives in the home at every visit", detail="A-2026-03"
            ),
            r.Option(value="5", text="Bruising pathway", detail="A-2025-11"),
        ),
        formats=(
            r.Option(value="pdf", text="PDF", detail="to read"),
            r.Option(value="docx", text="Word", detail="to edit"),
            r.Option(value="xlsx", text="Excel", detail="to check the figures"),
            r.Option(value="json", text="JSON", detail="for another system"),
        ),
    ),
    "offer-file": r.OfferFile(
        export="e7d0",
        file_name="impact-A-2026-03.pdf",
        size=182_344,
        description="Impact summary of A-2026-03 as at 3 March 2026",
    ),
    "file-ready": r.FileReady(
        title="Your impact summary is ready",
        file_name="impact-A-2026-03.pdf",
        address="https://gt.example/slip/aa10",
        minutes=5,
    ),
    "file-saved": r.FileSaved(
        file_name="impact-A-2026-03.pdf",
        content_url="https://northmoor.example/personal/impact-A-2026-03.pdf",
        unique_id="6B1D-22",
        file_type="pdf",
    ),
    "show-form": r.ShowForm(
        title="How did it feel?",
        voice="child",
        partnership=PARTNERSHIP,
        identity_words=mode_notice(Mode.ANONYMOUS, Reader.CHILD),
        notice=(not_read_notice(Reader.CHILD),),
        questions=(QUESTIONS[QuestionKind.YES_NO], QUESTIONS[QuestionKind.TEXT]),
        once="d5b3",
        given={},
        problems={},
    ),
    "show-start": r.ShowStart(
        **FRAME, about="", questions=7, minutes=3, gist=("You can skip any question.",), once="d5b3"
    ),
    "show-question": r.ShowQuestion(
        **FRAME, question=QUESTIONS[QuestionKind.YES_NO], number=2, of=7, given="yes", held="s-1"
    ),
    "show-question-wrong": r.ShowQuestion(
        **FRAME,
        question=QUESTIONS[QuestionKind.TEXT],
        number=7,
        of=7,
        given="x" * 40,
        problem="That is longer than 30 characters.",
        notice=(not_read_notice(Reader.CHILD),),
        held="s-1",
    ),
    "show-help": r.ShowHelp(**FRAME, question=QUESTIONS[QuestionKind.YES_NO], held="s-1"),
    "look-through": r.LookThrough(
        **FRAME,
        lines=(r.AnswerLine(asks="listened", question="Do they listen?", answer="Always"),),
        held="s-1",
    ),
    "look-through-with-help": r.LookThrough(
        **FRAME,
        lines=(r.AnswerLine(asks="listened", question="Do they listen?", answer="Always"),),
        held="s-1",
        helped=("worker", "read"),
    ),
    "ask-code": r.AskCode(**FRAME, typed="4F7K", problem="code-wrong"),
    "ask-link-code": r.AskLinkCode(**FRAME, typed="7K2M", problem="link-code-wrong"),
    "show-you-said": r.ShowYouSaid(
        **FRAME,
        lines=(r.YouSaidLine(said="Ask me.", did="You pick the room.", on="3 March 2026"),),
    ),
    "form-thanks": r.FormThanks(
        voice="child",
        partnership=PARTNERSHIP,
        help_now=False,
        notice=tuple(f"{line.name}: {line.number}" for line in help_lines(Reader.CHILD)),
    ),
    "ask-again": r.AskAgain(
        title="How did it feel?",
        reader=Reader.CHILD,
        partnership=PARTNERSHIP,
        once="d5b3",
        sent={"say": ("I like it.",)},
        notice=("Answers were sent from this page before. They are saved.",),
    ),
    "form-not-saved": r.FormNotSaved(
        code="link-closed",
        reader=Reader.CHILD,
        partnership=PARTNERSHIP,
        notice=(not_read_notice(Reader.CHILD),),
        words=(("What do you want to tell us?", "I like it."),),
    ),
    "show-about": r.ShowAbout(page=r.AboutPage.PRIVACY, partnerships=(PARTNERSHIP,)),
    "slip-offer": r.OneTimeLinkOffer(
        title="Your file", text="It can be downloaded once.", button="Download"
    ),
    "leads-to": r.LeadsTo(address="https://northmoor.example/escalation"),
    "download": r.Download(
        file_name="impact-A-2026-03.json", media_type="application/json", content=b"{}"
    ),
    "concern-words": r.ConcernWords(
        ref="C-7K2M",
        grade="red",
        raised="Tuesday 3 March, 14:05",
        words=(("Is there anything else?", "These are the words of somebody made up."),),
        from_whom="An open link for families",
    ),
    "concern-words-with-record": r.ConcernWords(
        ref="C-7K2M",
        grade="red",
        raised="3 March 2026 at 8 pm",
        words=(("Is there anything else?", "These are the words of somebody made up."),),
        from_whom="Someone who was not asked their name",
        about="How is it for you?",
        facts=(("How long ago", "2 hours ago"), ("It came by", "A web form")),
        record=(*RECORD, RECORD[1].model_copy(update={"what": "Note", "note": "Rang\nthe school"})),
    ),
}
