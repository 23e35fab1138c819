"""“You said, we did” for those who said it: behind a form’s link, and where staff answer again.

They are told what a person has released for their own voice, about the action of the form, and
nothing else; what is withdrawn is shown no more from that moment.
"""

from dialogs.asking.question_pages import frame
from dialogs.asking.response import Response
from dialogs.replies import AskQuestion, ShowYouSaid, YouSaidLine
from dialogs.turn import Installation, Turn
from storage.unit import Unit
from surveys.asking.instrument import Instrument
from surveys.asking.told_voice import told_voice
from surveys.asking.wave import Wave
from surveys.london import day_in_words

MOST_ON_A_CARD = 2  # the latest; a card has room for little more


def told(unit: Unit, wave: Wave, instrument: Instrument) -> tuple[YouSaidLine, ...]:
    """Return what those who answer a wave are told now, the latest first."""
    voice = told_voice(instrument)
    released = unit.you_said.told(voice, action_id=wave.action_id, event_id=wave.event_id)
    return tuple(
        YouSaidLine(said=words.said, did=words.did, on=day_in_words(one.released_on))
        for one in released
        if (words := one.told())
    )


def you_said_page(
    unit: Unit, installation: Installation, to: Response, *, is_open: bool
) -> ShowYouSaid:
    """Return the page behind the link of a form; it stays after the form has closed."""
    lines = told(unit, to.wave, to.instrument)
    return ShowYouSaid(**frame(installation, to), lines=lines, closed=not is_open)


def last_time(unit: Unit, wave: Wave, instrument: Instrument) -> tuple[YouSaidLine, ...]:
    """Return what the first card of a survey says of earlier answers."""
    return told(unit, wave, instrument)[:MOST_ON_A_CARD]


def told_again(turn: Turn, asked: AskQuestion) -> AskQuestion:
    """Return a card that was kept, without what has been withdrawn since."""
    wave = turn.unit.waves.wave(asked.wave) if asked.last_time else None
    if wave is None:
        return asked
    instrument = turn.unit.instruments.at(wave.instrument_version)
    return asked.model_copy(update={"last_time": last_time(turn.unit, wave, instrument)})
