"""Whose voice an instrument hears, and so which “you said, we did” its readers are told."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Instrument, Reader
from surveys.impact.evidence import Source
from surveys.impact.you_said import YouSaidVoice

TOLD_VOICES: Mapping[Reader, YouSaidVoice] = MappingProxyType(
    {
        Reader.YOUNG_CHILD: YouSaidVoice.CHILD,
        Reader.CHILD: YouSaidVoice.CHILD,
        Reader.YOUNG_PERSON: YouSaidVoice.YOUNG_PERSON,
        Reader.FAMILY: YouSaidVoice.FAMILY,
        Reader.PRACTITIONER: YouSaidVoice.PRACTITIONER,
    }
)


def told_voice(instrument: Instrument) -> YouSaidVoice:
    """The voice of those who answer it; the front line is told apart from other practitioners."""
    if instrument.voice is Source.FRONTLINE:
        return YouSaidVoice.FRONTLINE
    return TOLD_VOICES[instrument.reader]
