"""Parts of the examples: a briefing of a made-up partnership, a question of each kind."""

from collections.abc import Mapping

from dialogs import replies as r
from dialogs.asking.survey_words import question_notice
from surveys.accounts import IN_WORDS, Doubt
from surveys.asking.instrument import Mode, Question, QuestionKind, Reader
from surveys.asking.notices import help_lines, mode_notice, not_read_notice, notice
from surveys.impact.evidence import Level

PARTNERSHIP = "Northmoor Safeguarding Children Partnership"
NOT_READ = not_read_notice(Reader.PRACTITIONER)
SECTIONS = (
    (
        "Background",
        (
            "A review looked at how agencies worked with a family in which a baby was injured. "
            "Seven services knew the "
            "family; none of them had asked who else lived in the house."
        ),
    ),
    (
        "What happened",
        (
            "Concerns were shared by e-mail and left unanswered for nine days. Two visits were "
            "missed because nobody "
            "agreed who would go."
        ),
    ),
    (
        "What we found",
        (
            "- Fathers and partners were not asked about or written down.\n- Professionals took "
            "turns to wait for each "
            "other.\n- The baby's own day was not described in any record."
        ),
    ),
    (
        "Good practice",
        "A **health visitor** went back the next day and wrote what the baby saw, heard and felt.",
    ),
    (
        "What must change",
        (
            "Ask who lives in the home, at every visit, and write it down.\n\nAgree on the day "
            "who does what by when. "
            "If you disagree, use the [escalation policy](https://northmoor.example/escalation)."
        ),
    ),
    (
        "What you can do now",
        "Open one of your records today. Could a stranger tell who lives with this child?",
    ),
    (
        "Questions for your team",
        "How would we know that we ask about fathers? What would a child say we had missed?",
    ),
)
LINKS = (
    ("Full learning report", "https://northmoor.example/reports/2026-03"),
    ("Escalation policy", "https://northmoor.example/escalation"),
)


def briefing(**changes: object) -> r.ShowBriefing:
    facts: dict[str, object] = {
        "briefing": 12,
        "title": "Who lives in this home?",
        "partnership": PARTNERSHIP,
        "sections": SECTIONS,
        "links": LINKS,
    }
    return r.ShowBriefing.model_validate(facts | changes)


TRACKED = tuple(f"https://gt.example/r/{'k3Jx8' * 8}aQz.{index}" for index in range(len(LINKS)))
QUESTIONS: Mapping[QuestionKind, Question] = {
    QuestionKind.SINGLE: Question.model_validate(
        {
            "id": "used",
            "kind": "single",
            "text": "Have you had a chance to use the learning?",
            "choices": {
                "yes": "Yes",
                "no_case": "Not yet, no relevant case",
                "no_other": "No, for another reason",
            },
        }
    ),
    QuestionKind.AGREEMENT: Question.model_validate(
        {
            "id": "relevant",
            "kind": "agreement",
            "text": "The session was relevant to the children and families I work with.",
            "required": True,
        }
    ),
    QuestionKind.SCALE: Question.model_validate(
        {
            "id": "confident",
            "kind": "scale",
            "text": "How confident are you today to ask who lives in a child's home?",
            "low": "not at all",
            "high": "completely",
            "choices": {"cannot_judge": "I cannot judge"},
            "outside": ["cannot_judge"],
            "favourable_from": 7,
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.YES_NO: Question.model_validate(
        {
            "id": "record",
            "kind": "yes_no",
            "text": "Have you written down who lives in the home in your last three records?",
        }
    ),
    QuestionKind.SEVERAL: Question.model_validate(
        {
            "id": "barriers",
            "kind": "several",
            "text": "What got in the way?",
            "choices": {
                "time": "Time",
                "caseload": "Caseload",
                "system": "The recording system",
                "policy": "Policy",
                "partner": "A partner agency",
                "supervision": "Supervision",
                "none": "Nothing got in the way",
            },
            "barrier": True,
        }
    ),
    QuestionKind.BEFORE_NOW: Question.model_validate(
        {
            "id": "knowledge",
            "kind": "before_now",
            "text": "How well did you know what to ask before the session, and how well now?",
            "low": "not at all",
            "high": "very well",
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.SCENARIO: Question.model_validate(
        {
            "id": "scenario",
            "kind": "scenario",
            "text": "A mother says her new partner stays only at weekends. What do you do first?",
            "hint": "Choose what you would really do.",
            "choices": {
                "wait": "Note it and ask again at the next visit",
                "ask": (
                    "Ask his name and date of birth, record them and check with partner agencies"
                ),
                "refer": "Make a referral at once",
            },
            "favourable": ["ask"],
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.TEXT: Question.model_validate(
        {
            "id": "effect",
            "kind": "text",
            "text": "What difference did you see for a child or family?",
            "hint": "One example is enough.",
        }
    ),
    QuestionKind.NUMBER: Question.model_validate(
        {
            "id": "visits",
            "kind": "number",
            "text": "How many visits did you make alone in the last month?",
            "most": 60,
            "unit": "visits",
        }
    ),
    QuestionKind.DATE: Question.model_validate(
        {
            "id": "last-seen",
            "kind": "date",
            "text": "When did you last see the child alone?",
            "most": "today",
        }
    ),
    QuestionKind.RANKING: Question.model_validate(
        {
            "id": "first-steps",
            "kind": "ranking",
            "text": "What would help you most?",
            "choices": {"time": "Time", "training": "Training", "tools": "A checklist"},
        }
    ),
    QuestionKind.MATRIX: Question.model_validate(
        {
            "id": "team-alone",
            "kind": "matrix",
            "stem": "How often does this happen in your team?",
            "text": "Children are seen alone.",
            "choices": {"often": "Often", "sometimes": "Sometimes", "never": "Never"},
        }
    ),
    QuestionKind.SMILEYS: Question.model_validate(
        {
            "id": "like",
            "kind": "smileys",
            "text": "How much do you like it here?",
            "level": Level.EXPERIENCE,
            "favourable": ["loads", "lots"],
        }
    ),
}


def question(kind: QuestionKind, **changes: object) -> r.AskQuestion:
    facts: dict[str, object] = {
        "wave": 7,
        "survey": "Six weeks after “Who lives in this home?”",
        "question": QUESTIONS[kind],
        "number": 2,
        "of": 8,
        "can_go_back": True,
        "notice": question_notice(QUESTIONS[kind]),
    }
    return r.AskQuestion.model_validate(facts | changes)


def ask_account(**changes: object) -> r.AskAccount:
    facts: dict[str, object] = {
        "asked": 4,
        "name": "Sam Okafor",
        "email": "sam.okafor@northmoor.example",
        "agency": "Northmoor Council",
        "partnership": PARTNERSHIP,
        "what": IN_WORDS[Doubt.CHANGED_ID],
        "tenant": "33333333-aaaa-4bbb-8ccc-444444444444",
        "can_answer": True,
    }
    return r.AskAccount.model_validate(facts | changes)


def concern(**changes: object) -> r.ConcernAlert:
    facts: dict[str, object] = {
        "concern": 31,
        "ref": "C-7K2M",
        "grade": "red",
        "raised": "Tuesday 3 March, 14:05",
        "partnership": PARTNERSHIP,
    }
    return r.ConcernAlert.model_validate(facts | changes)


def invitation(**changes: object) -> r.InviteToSurvey:
    facts: dict[str, object] = {
        "wave": 7,
        "title": "Six weeks after “Who lives in this home?”",
        "about": "About the seminar on 20 January",
        "questions": 8,
        "minutes": 2,
        "identity_words": mode_notice(Mode.CONFIDENTIAL, Reader.PRACTITIONER),
        "notice": (NOT_READ,),
        "in_brief": (
            notice("gist-skip"),
            notice("gist-kept-of-staff.confidential"),
            notice("gist-not-read.practitioner"),
        ),
        "closes": "Friday 20 March",
    }
    return r.InviteToSurvey.model_validate(facts | changes)


def thanks(**changes: object) -> r.Thanks:
    facts: dict[str, object] = {
        "survey": "Six weeks after “Who lives in this home?”",
        "wave": 7,
        "notice": (
            notice("thanks"),
            *(f"{line.name}: {line.number}" for line in help_lines(Reader.PRACTITIONER)),
        ),
    }
    return r.Thanks.model_validate(facts | changes)


LEAD_WORDS = (
    ("send briefing", "send learning to people, after seeing how many"),
    ("follow up", "ask people what they did with it"),
    ("not reached", "see who has not been reached, and why"),
    ("concerns", "see open safeguarding concerns"),
)
