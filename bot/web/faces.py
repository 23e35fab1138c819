"""The faces beside the choices of a child's question: ours, drawn as lines.

The words beside it say what it means, so a screen reader is told nothing of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from surveys.asking.faces import Face

_FACE = Markup(
    '<svg class="gt-face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<circle cx="24" cy="24" r="22"/>{}</svg>'
)
_EYES = (
    '<circle class="gt-face__eye" cx="16.5" cy="19" r="2.6"/>'
    '<circle class="gt-face__eye" cx="31.5" cy="19" r="2.6"/>'
)
_OPEN, _LINE = '<path class="gt-face__open" d="{}"/>', '<path d="{}"/>'
DRAWN: Mapping[Face, str] = MappingProxyType(
    {
        Face.LAUGHING: _EYES + _OPEN.format("M12.5 27h23a11.5 11.5 0 0 1-23 0z"),
        Face.OPEN: _EYES + _OPEN.format("M14.5 28.5h19a9.5 7.5 0 0 1-19 0z"),
        Face.BROAD: _EYES + _LINE.format("M13 28q11 12.5 22 0"),
        Face.SMILE: _EYES + _LINE.format("M14 29.5q10 8.5 20 0"),
        Face.SLIGHT: _EYES + _LINE.format("M15 30.5q9 5.5 18 0"),
        Face.STRAIGHT: _EYES + _LINE.format("M16 32h16"),
        Face.NOT_KNOWN: (
            '<path d="M18.5 18.5a5.5 5.5 0 1 1 8 4.9c-2 1.1-2.5 2.1-2.5 4.6"/>'
            '<circle class="gt-face__eye" cx="24" cy="34.5" r="2.2"/>'
        ),
    }
)


def drawn(face: Face) -> Markup:
    """The face as a picture in the page."""
    return _FACE.format(Markup(DRAWN[face]))  # noqa: S704 - every word of it is above
