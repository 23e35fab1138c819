"""The faces beside the choices of a child's question, as a page has them.

The words beside it say what it means, so a screen reader is told nothing of it.
"""

from markupsafe import Markup

from bot.face_drawings import DRAWN
from surveys.asking.faces import Face

_FACE = Markup(
    '<svg class="gt-face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<circle cx="24" cy="24" r="22"/>{}</svg>'
)


def drawn(face: Face) -> Markup:
    """The face as a picture in the page."""
    return _FACE.format(Markup(DRAWN[face]))  # noqa: S704 - every word of it is written there
