"""Every table that must have an entry for each member of an enumeration.

A table is added here with the first line of code that looks something up in it by a member.
"""

import re
from itertools import chain

from dialogs.table import DIALOGS
from surveys.asking.instrument_rules import SPEAKS_TO
from surveys.sending.delivery import MISSED, REACHED
from surveys.sending.exclusion_summary import Exclusion
from surveys.sending.reasons import REASONS
from tests.architecture.enumerations import TotalTable as Total
from tests.architecture.enumerations import at, first_column, row, toml_keys
from tests.architecture.modules import ROOT

READ_ONLY = {"section"}  # nothing to answer
AUDITS = {"multi_agency_audit", "single_agency_audit", "section_11"}
JUDGEMENTS = {"inspection", "peer_review", "case_review"}
COMMAND_LINE_ONLY = {"parquet"}  # needs an extra, and no phone opens it
OUR_OWN = {"come-back", "alert", "note", "watch"}  # sent by the program, and asked for by no one
CHILDREN = {"child", "child_via_worker", "family"}
STAFF = {"practitioner", "supervisor", "frontline"}
BY_BUTTON = {"raised", "taken", "taken-over"}  # by the program, or by a button of their own
OTHER_STEPS = {"note", "sought", "referred", "advice", "no-action", "close", "reopened"}
NOT_ASKED = AUDITS | JUDGEMENTS | {"indicator"}
VERSION_2 = "surveys.impact.version_2"
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
FORMATS_ON_THE_PAGE = re.findall(r"summary \[REF\] --format (\S+)", COMMANDS)[0].split("|")

QUESTIONS = (
    Total("QuestionKind", "surveys.asking.kinds:KINDS"),
    Total("QuestionKind", "bot.teams.cards.question_inputs:INPUTS", left_out=READ_ONLY),
    Total("QuestionKind", "bot.web.question_inputs:DRAWINGS", left_out=READ_ONLY),
    Total("QuestionKind", "bot.documents.preview_layout:DRAWN_AS", left_out=READ_ONLY),
    Total("QuestionKind", "surveys.asking.xlsform.export:TYPE_OF"),
    Total("QuestionKind", "bot.console.demo.voices:ANSWERS", left_out=READ_ONLY),
    Total("QuestionKind", "tests.builders.replies.made:QUESTIONS", left_out=READ_ONLY),
    Total(
        "QuestionKind",
        "dialogs.asking.in_words:SAID",
        left_out=READ_ONLY | {"text"},  # in their own words
    ),
    Total("Face", "bot.teams.cards.faces:SIGNS"),
    Total("Face", "surveys.asking.faces:_TO_STRAIGHT", left_out={"open", "smile", "not_known"}),
    Total("Face", "bot.face_drawings:DRAWN"),
    Total("QuestionKind", "docs/instruments.md, kind", row("instruments.md", "`kind`")),
    Total("WaveKind", "surveys.asking.waves:WINDOWS"),
    Total(
        "WaveKind",
        "bot.console.demo.diary:ANSWERING",
        # Not yet due in the demonstration, and by hand.
        left_out={"follow-up-6-months", "on-demand"},
    ),
    Total("WaveKind", "docs/instruments.md, wave", row("instruments.md", "`wave`")),
    Total("Mode", "surveys.asking.how_kept:_CHILD_KEPT"),
    Total("Mode", "surveys.asking.how_kept:_ADULT_KEPT"),
    Total("Mode", "surveys.asking.how_kept:_YOUNG_CHILD_KEPT"),
    Total("Mode", "surveys.asking.page_words:_GIST_KEPT_OF_STAFF"),
    Total("Mode", "docs/instruments.md, mode", row("instruments.md", "`mode`")),
    Total("Reader", "surveys.asking.how_kept:KEPT"),
    Total("Reader", "surveys.asking.page_words:_GIST_NOT_READ"),
    Total(
        "Reader", "surveys.asking.bands:YOUNG", left_out={"young_person", "family", "practitioner"}
    ),
    Total("Reader", "surveys.asking.bands:MOST_QUESTIONS"),
    Total("Reader", "surveys.asking.bands:IN_WORDS"),
    Total("Reader", "surveys.asking.told_voice:TOLD_VOICES"),
    Total("Mode", "surveys.asking.page_words:_GIST_KEPT"),
    Total("Reader", "surveys.asking.print_words:_ASKS"),
    Total("Helper", "surveys.asking.assistance:_WHO"),
    Total("HelpGiven", "surveys.asking.assistance:_HOW"),
    Total("QuestionKind", "surveys.asking.paper_form:INPUTS"),
    Total("PaperInput", "surveys.asking.paper_form:_HOW", left_out={"words"}),
    Total("HandoutSize", "bot.documents.handout_file:LAYOUTS"),
    Total("Reader", "surveys.asking.notices:_TAKING_PART"),
    Total("Reader", "surveys.asking.notices:_TAKING_PART_IN_SOME"),
    Total("Reader", "surveys.asking.notices:_NOT_READ"),
    Total("Reader", "surveys.asking.told_the_leads:_TOLD"),
    Total("Reader", "surveys.asking.notices:_HELP_FOR"),
    Total("Reader", "docs/instruments.md, reader", row("instruments.md", "`reader`")),
    Total("Voice", "surveys.asking.instrument_rules:SPEAKS_TO"),
    Total("Voice", "surveys.impact.words:VOICES"),
    Total("Voice", "docs/instruments.md, voice", row("instruments.md", "`voice`")),
)
PEOPLE = (
    Total("audience key", "storage.people.audience_query:CONDITIONS"),
    Total(
        "audience key", "docs/audiences.md, key", first_column("audiences.md", "key | finds people")
    ),
    Total("Role", "tests.dialogs.test_table:SPEAKERS"),
    Total(
        "Role",
        "dialogs.table:DIALOGS, roles",
        chain.from_iterable(dialog.roles for dialog in DIALOGS.values()),
        left_out={"practitioner"},  # they do what everyone may do
    ),
    Total("Role", "docs/importing.md, roles", row("importing.md", "roles")),
    Total("Role", "docs/audiences.md, role", row("audiences.md", "`role`")),
    Total("Permission", "surveys.telling.permissions:ROLES"),
    Total("Doubt", "surveys.accounts:IN_WORDS"),
    Total("Doubt", "surveys.accounts:TOLD"),
    Total(
        "Doubt",
        "surveys.accounts:FOR_A_LEAD",
        left_out={"other-tenant"},  # no lead can let it in
    ),
)
SENDING = (
    Total("DeliveryKind", "surveys.sending.delivery:POLICIES"),
    Total(
        "DeliveryKind",
        "surveys.sending.changes:STOPPABLE",
        left_out=OUR_OWN,  # no one stops them
    ),
    Total(
        "DeliveryKind",
        "surveys.sending.email_delivery:KINDS",
        left_out=OUR_OWN,  # cards with buttons, and for leads alone
    ),
    Total(
        "DeliveryKind",
        "scheduler.before_sending:ASKING",
        left_out={"briefing", *OUR_OWN},  # they tell
    ),
    Total("DeliveryKind", "dialogs.sending.notify_leads:_TOLD", left_out=OUR_OWN),
    Total(
        "DeliveryKind",
        "dialogs.sending.not_reached:TOLD",
        left_out=OUR_OWN | {"reminder"},  # who is reminded was asked by the survey
    ),
    Total(
        "DeliveryKind",
        "surveys.sending.catching_up:HOLDS",
        left_out={"reminder", "come-back", "note", "watch"},  # over by then, or to no one
    ),
    Total("ChatState", "surveys.sending.shut_chats:SHUT"),
    Total(
        "ChatState",
        "surveys.people:TO_OPEN_ANEW",
        left_out={"installed", "removed", "not_installed", "blocked", "disabled"},  # still there
    ),
    Total("Call", "bot.teams.outcomes:REFUSALS"),
    Total("Call", "bot.teams.sender:METHODS"),
    Total("Exclusion", "surveys.sending.exclusion_summary:_ONE_AND_MORE"),
    Total("Exclusion", "surveys.sending.reasons:REASONS", besides=REASONS.keys() - set(Exclusion)),
    Total("QueueName", "scheduler.delivery_outcomes:MEANINGS"),
    Total("QueueName", "scheduler.delivery_outcomes:BACKOFFS"),
    Total("QueueName", "scheduler.leases:LEASES"),
    Total("State", "surveys.sending.delivery:MOVES"),
    Total("State", "surveys.sending.progress:STATES_IN_WORDS"),
    Total("State", "surveys.sending.email_delivery:_IN_WORDS"),
    Total(
        "State",
        "surveys.sending.delivery:ON_ITS_WAY",
        left_out={*REACHED, *MISSED},
    ),
    Total("State", "surveys.sending.delivery:REACHED", left_out={*MISSED, "pending", "sending"}),
    Total("State", "surveys.sending.delivery:MISSED", left_out={*REACHED, "pending", "sending"}),
    Total(
        "State",
        "surveys.sending.progress:ALWAYS_SAID",
        left_out={"pending", "sending", "sent", "proven", "skipped"},  # said where there are any
    ),
    Total(
        "State",
        "surveys.sending.email_delivery:GIVEN_OUT",
        left_out={"pending", "failed", "skipped"},  # no one has the link
    ),
    Total(
        "State",
        "scheduler.before_sending:HAVE_CARD",
        left_out={"pending", "sending", "failed", "skipped"},  # no card, or not yet
    ),
    Total("State", "storage.sending.exclusions:COUNTED", left_out={"failed", "skipped"}),
    Total("State", "storage.impact.evidence.reach:_WITHOUT_REASON", left_out={"sent", "proven"}),
    Total("Move", "bot.teams.cards.after_sending:_MOVES"),
    Total(
        "Move",
        "bot.teams.cards.after_sending:_MEANS",
        left_out={"pause", "resume"},  # buttons that say it all
    ),
    Total("JobKind", "dialogs.scheduling.recurring_sends:_SENDING"),
    Total("ReasonToWithdraw", "surveys.sending.changes:WHY_WITHDRAWN"),
)
TELLING = (
    Total("Setting", "dialogs.telling.see_reach:WHERE"),
    Total(
        "Setting",
        "dialogs.telling.discuss_briefing:SETTINGS",
        [setting for setting, _ in at("dialogs.telling.discuss_briefing:SETTINGS")],
    ),
    Total("Came", "dialogs.telling.plan_change:_THANKS", left_out={"not"}),  # asked for a new date
    Total(
        "Came",
        "bot.teams.cards.acts:_ANSWERS",
        [came for _, came in at("bot.teams.cards.acts:_ANSWERS")],
    ),
    # Each group of rare traits has a reason of its own.
    Total("FindingKind", "surveys.telling.release_check:WHY", left_out={"rare trait"}),
    Total("ReachStep", "surveys.telling.reach:IN_WORDS"),
    Total("ConcernClass", "surveys.asking.lexicon:_URGENCY"),
    Total("ConcernClass", "surveys.trust.classes:PRIORITIES"),
    Total("ConcernClass", "bot.web.rendering:_COLOURS"),
    Total(
        "ConcernClass",
        "surveys/library/lexicon-3.toml, rules",
        toml_keys("surveys/library/lexicon-3.toml", "rules"),
    ),
    Total(
        "ConcernClass",
        "docs/instruments.md, concern",
        [value.removeprefix("code: ") for value in row("instruments.md", "`concern`")],
        left_out={"green"},  # found in words, never chosen
    ),
    Total("ConcernClass", "surveys.asking.told_the_leads:_SOON"),
    Total("ConcernClass", "surveys.trust.concern_record:GRADES"),
    Total("ConcernState", "surveys.trust.concern_record:IN_WORDS"),
    Total(
        "ConcernState",
        "surveys.trust.concern_record:OUTCOMES",
        left_out={"new", "acknowledged", "information sought", "closing", "closed"},
    ),
    Total(
        "Step",
        "surveys.trust.concern_record:_BY_CLASSES",
        left_out=BY_BUTTON | OTHER_STEPS,  # they leave the class as it is
    ),
    Total("Step", "surveys.trust.concern_record:RULES"),
    Total("Step", "surveys.trust.concern_record:NAMES"),
    Total("Step", "surveys.trust.concern_record:BY_HAND", left_out=BY_BUTTON),
    Total("Step", "bot.teams.cards.concern:STEPS", left_out=BY_BUTTON),
    Total(
        "Step",
        "bot.console.concern:STEPS",
        [row.step for row in at("bot.console.concern:STEPS")],
        left_out={"raised"},  # by the program
    ),
    Total("ConcernClass", "dialogs.trust.texts_to_read:_URGENCY", besides={"None"}),
    Total(
        "ConcernClass",
        "bot.teams.cards.reading:_CLASSES",
        [one.value for one in at("bot.teams.cards.reading:_CLASSES")],
    ),
    Total("Mark", "surveys.trust.reading:MARKS"),
    Total("Mark", "surveys.trust.reading:QUOTABLE", left_out={"withheld", "flagged"}),
    Total(
        "Mark",
        "surveys.trust.reading:MORE_CAREFUL",
        left_out={"released", "flagged"},  # a flag takes the text out
    ),
    Total(
        "Mark",
        "bot.teams.cards.reading:_BUTTONS",
        [mark for mark, _ in at("bot.teams.cards.reading:_BUTTONS")],
    ),
    Total("TextSource", "dialogs.trust.texts_to_read:STORES", left_out={"concern"}),
    Total("OneTimeLinkKind", "dialogs.trust.one_time_links:_USED"),
    Total("OneTimeLinkKind", "dialogs.trust.one_time_links:LASTS"),
    Total("OneTimeLinkKind", "dialogs.trust.one_time_links:PATHS"),
)
EVIDENCE = (
    Total("Disclosure", "surveys.impact.release.prepare:CELLS"),
    Total("Source", "surveys.impact.words:NAMES"),
    Total("Source", "bot.documents.wording:SOURCES", besides={"auditor"}),  # a voice
    Total("YouSaidVoice", "bot.documents.wording:YOU_SAID_VOICES", besides={""}),  # not said
    Total("Source", "surveys.impact.words:VOICES", left_out=NOT_ASKED),  # an auditor speaks
    Total(
        "Source",
        "surveys/impact/models/1.toml, quality",
        toml_keys("surveys/impact/models/1.toml", "quality"),
        left_out=JUDGEMENTS | {"indicator"},  # never averaged
    ),
    Total(
        "Source",
        "surveys.impact.kinds:NOT_COUNTED",
        left_out=set(toml_keys("surveys/impact/models/1.toml", "quality")),
    ),
    Total(
        "Source",
        "surveys.impact.kinds:JUDGES",
        left_out={"indicator", *toml_keys("surveys/impact/models/1.toml", "quality")},
    ),
    Total(
        "Source",
        "surveys.impact.kinds:AUDITS",
        left_out=STAFF | CHILDREN | JUDGEMENTS | {"section_11", "indicator"},
    ),
    Total(
        "Source",
        "surveys.impact.version_1.finding:CLOSE_TO_CHILDREN",
        left_out=STAFF | JUDGEMENTS | {"child_via_worker", "section_11", "indicator"},
    ),
    Total("Source", "surveys.impact.participation:CHILDREN_FIRST", left_out=STAFF | NOT_ASKED),
    Total("Direction", "surveys.impact.kinds:LEAST_FAVOURABLE_FIRST"),
    Total(
        "Source",
        "surveys.impact.kinds:AUDITS",
        left_out=STAFF | CHILDREN | JUDGEMENTS | {"section_11", "indicator"},  # read no cases
    ),
    Total("Source", "docs/importing.md, source", row("importing.md", "source")),
    Total("ChangedThing", "surveys.impact.followed_facts:FOLLOWED"),
    Total("ChangedThing", "surveys.impact.followed_facts:WHERE"),
    Total("Level", "surveys.impact.words:HEADINGS"),
    Total("Level", "bot.documents.wording:LEVELS"),
    Total(
        "Level",
        "surveys.impact.version_1.first_page:UNKNOWN",
        left_out={"reach", "reaction", "learning"},  # no claim that anything changed for children
    ),
    Total(
        "Level",
        "surveys.impact.kinds:CLAIMS",
        left_out={"reach", "reaction", "learning"},
    ),
    Total(
        "Level",
        "surveys.asking.instrument_rules:SPEAKS_TO, levels",
        chain.from_iterable(SPEAKS_TO.values()),
        left_out={"reach", "outcome"},  # counted by the program, and by others
    ),
    Total("Level", "docs/importing.md, level", row("importing.md", "level")),
    Total(
        "Level",
        "bot.console.demo.responses:CLAIMED",
        left_out={"reach", "reaction", "learning", "outcome"},  # told by no answer as a claim
    ),
    Total(
        "Level",
        "bot.console.demo.responses:OTHERWISE",
        left_out={"practice", "experience", "reach", "outcome"},  # set by the story, or not asked
    ),
    Total("Direction", "surveys.impact.words:DIRECTIONS"),
    Total("Direction", "surveys.impact.version_1.least_favourable:GRAVITY"),
    Total("Direction", "surveys.impact.version_1.direction:AGAINST_BASELINE"),
    Total("Direction", "surveys.impact.version_1.direction:WITHOUT_BASELINE"),
    Total("Gap", "surveys.impact.version_1.triangulate:SILENT"),
    Total("Gap", "surveys.impact.version_1.gaps:REMEDIES"),
    Total("Label", "surveys.impact.version_1.first_page:LABELS"),
    Total("Label", "surveys.impact.version_1.first_page:DECISIONS"),
    Total("Label", "bot.documents.wording:LABELS"),
    Total("Label", "surveys.impact.yearly.compose:LEAST_FAVOURABLE_FIRST"),
    Total("Label", "surveys.impact.yearly.families:PLAIN"),
    Total(
        "Level",
        "surveys.impact.yearly.families:PLAIN_UNKNOWN",
        left_out={"reach", "reaction", "learning"},
    ),
    Total(
        "Label",
        "surveys.impact.version_1.label:NEXT_STEP",
        # No single step lifts these.
        left_out={
            "suppressed",
            "insufficient",
            "contradicted",
            "worse",
            "no_clear_change",
            "strong",
        },
    ),
    Total("Label", "surveys.impact.summary.first_page:LABELS"),
    Total("Label", "surveys.impact.summary.first_page:DECISIONS"),
    Total(
        "Level",
        "surveys.impact.summary.first_page:UNKNOWN",
        left_out={"reach", "reaction", "learning"},  # no claim that anything changed for children
    ),
    Total("StartKind", "surveys.impact.summary.methods:AGAINST"),
    Total(
        "StartKind",
        "surveys.impact.summary.what_changed:BEFORE_AND_AFTER",
        left_out={"none"},  # nothing is said to have changed
    ),
    Total("StartKind", "bot.documents.wording:STARTS"),
    Total("Family", "bot.documents.wording:FAMILIES"),
    Total("PairCode", "bot.documents.wording:CODES"),
    Total("ComplaintSignal", "bot.documents.report_triangulation:HEARD"),
    Total("PairCode", "bot.documents.report_triangulation:CODE_SHAPES"),
    Total("PairCode", "bot.documents.report_triangulation:GRAVEST_FIRST"),
    Total(
        "AtSource",
        "bot.documents.sheet_words:AT_SOURCE",
        [shown.strip("[]") for shown in at("bot.documents.sheet_words:AT_SOURCE").values()],
    ),
    Total("AtSource", "surveys.impact.version_2.chart_words:AT_SOURCE"),
    Total(
        "AtSource",
        "surveys.records.symbols:SYMBOLS",
        [why.value for why in at("surveys.records.symbols:SYMBOLS").values()],
    ),
    Total("Better", "surveys.impact.version_2.chart_direction:WANTED"),
    Total("GapReason", "surveys.impact.version_2.chart_words:GAPS"),
    Total("Periodicity", "surveys.impact.version_2.periods:MONTHS"),
    Total(
        "Periodicity",
        "surveys.impact.version_2.chart_words:POOLED",
        left_out={"month"},  # nothing is added up to one for its size
    ),
    Total("SeriesKind", "surveys.impact.version_2.chart_values:NOTATIONS"),
    Total("SignalKind", "surveys.impact.version_2.chart_words:SIGNALS"),
    Total("Undecided", "surveys.impact.version_2.chart_words:UNDECIDED"),
    Total("Undecided", "surveys.impact.version_2.chart_direction:UNLESS"),
    Total(
        "Source",
        "surveys/impact/models/2.toml, quality",
        toml_keys("surveys/impact/models/2.toml", "quality"),
        left_out=JUDGEMENTS | {"indicator"},  # never averaged
    ),
    Total("Source", f"{VERSION_2}.sources.families:FAMILIES"),
    Total(
        "Source",
        f"{VERSION_2}.sources.by_source:BY_AGENCY",
        left_out=STAFF | CHILDREN | JUDGEMENTS | AUDITS - {"single_agency_audit"} | {"indicator"},
    ),
    Total(
        "Family",
        f"{VERSION_2}.sources.families:FAMILIES, families",
        at(f"{VERSION_2}.sources.families:FAMILIES").values(),
    ),
    Total(
        "Family",
        f"{VERSION_2}.sources.families:CARRYING",
        left_out={"staff", "external", "indicators"},  # no counts of cases, children or families
    ),
    Total("Insufficiency", f"{VERSION_2}.labels.sentences:SILENT"),
    Total("Insufficiency", f"{VERSION_2}.labels.missing:REMEDIES"),
    Total("StartKind", f"{VERSION_2}.labels.sentences:STARTS"),
    Total("NoStart", f"{VERSION_2}.labels.missing:STARTS"),
    Total(
        "NoStart",
        f"{VERSION_2}.sources.no_start:REASONS",
        [why for why, _ in at(f"{VERSION_2}.sources.no_start:REASONS")],
    ),
    Total(
        "PairCode",
        f"{VERSION_2}.labels.triangulation:PAIR_RULES",
        [rule.code for rule in at(f"{VERSION_2}.labels.triangulation:PAIR_RULES")],
    ),
    Total(
        "Label",
        f"{VERSION_2}.labels.rules:LABEL_RULES",
        [rule.label for rule in at(f"{VERSION_2}.labels.rules:LABEL_RULES")],
    ),
    Total(
        "Label",
        f"{VERSION_2}.labels.needs:NEXT_STEP",
        # No single step lifts these.
        left_out={"suppressed", "insufficient", "contradicted", "worse"}
        | {"no_clear_change", "strong"},
    ),
    Total("Direction", f"{VERSION_2}.labels.least_favourable:WITHOUT_FIGURES"),
    Total("DisseminationKind", "surveys.impact.dissemination:COUNTED"),
    Total(
        "ContactKind",
        "surveys.impact.dissemination:AFTER_DELIVERY",
        left_out={
            "delivered",
            "visits",
        },  # the whole, and those to whom it was not sent
    ),
    Total(
        "ContactKind",
        "surveys.impact.dissemination:COUNTED, counts",
        chain.from_iterable(at("surveys.impact.dissemination:COUNTED").values()),
    ),
    Total("GapKind", "surveys.register.gaps:WORDS"),
    Total(
        "GapKind",
        "bot.console.demo.steps_register:SHOWN",
        # of plans: there are many, and the step shows what only the register knows
        left_out={
            "no_outcome",
            "staff_only",
            "no_starting_point",
            "started_without",
            "reaudit_overdue",
        },
    ),
    Total(
        "GapKind",
        "docs/register.md, gap",
        first_column("register.md", "gap"),
    ),
    Total("learning source", "docs/importing.md, source_kind", row("importing.md", "source_kind")),
)
FILES = (
    Total("PackPage", "bot.documents.pack_file:PAGES"),
    Total("PackPage", "bot.demonstration:PACK_FILES"),
    Total("Format", "bot.documents:WRITERS"),
    Total("Format", "bot.documents:MEDIA_TYPES"),
    Total(
        "Format",
        "bot.console.yearly_report:FORMATS",
        left_out={"csv", "xlsx", "parquet"},  # of one action: a pack has no table of figures
    ),
    Total("Format", "dialogs.impact.request_summary:FORMATS", left_out=COMMAND_LINE_ONLY),
    Total("Format", "bot.console.demo.steps_summary:BEGINS", left_out=COMMAND_LINE_ONLY),
    Total("Format", "docs/commands.md, summary --format", FORMATS_ON_THE_PAGE),
    Total("ImportKind", "dialogs.impact.import_records:KINDS", left_out={"briefing"}),  # no table
    Total(
        "ImportKind",
        "docs/importing.md, kind",
        first_column("importing.md", "kind"),
        left_out={"briefing"},
    ),
)
TRUST = (
    Total("ConcernClass", "surveys.trust.escalation:LADDERS"),
    Total("Told", "dialogs.trust.escalate:_BECAUSE"),
    Total(
        "State",
        "storage.trust.ending:_UNDER_WAY",
        left_out={"sent", "proven", "unknown", "failed", "skipped"},  # nothing more is to come
    ),
    Total("Told", "dialogs.trust.escalate:_PEOPLE"),
    Total("Retained", "surveys.trust.retention:RETENTION"),
    Total("DeliveryKind", "storage.retention.messages:COUNTED", left_out=OUR_OWN),
    Total(
        "DeliveryKind",
        "storage.retention.unlinking:OUR_OWN",
        left_out={"briefing", "survey", "reminder", "come-back"},  # they name nobody
    ),
    Total("Retained", "storage.retention.expiries:EXPIRIES"),
    Total("Retained", "storage.retention.canaries:CANARIES"),
    Total("Retained", "tests.scheduler.test_retention:CANARIES"),
    Total(
        "Retained",
        "docs/personal-data.md, kind",
        first_column("personal-data.md", "kind | what it is"),
    ),
)
TABLES = (*TRUST, *QUESTIONS, *PEOPLE, *SENDING, *TELLING, *EVIDENCE, *FILES)
