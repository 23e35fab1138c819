"""The faces beside the choices of a child's question: ours, drawn as lines, from a wide smile down.

None is sad, because a face that frowns is a choice that few children make. The words beside it say
what it means, so a screen reader is told nothing of it.
"""

from markupsafe import Markup

_FACE = Markup(
    '<svg class="gt-face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<circle cx="24" cy="24" r="22"/>{}</svg>'
)
_EYES = (
    '<circle class="gt-face__eye" cx="16.5" cy="19" r="2.6"/>'
    '<circle class="gt-face__eye" cx="31.5" cy="19" r="2.6"/>'
)
_MOUTHS = (
    '<path class="gt-face__open" d="M12.5 27h23a11.5 11.5 0 0 1-23 0z"/>',
    '<path d="M13 28q11 12.5 22 0"/>',
    '<path d="M15 30.5q9 5.5 18 0"/>',
    '<path d="M16 32h16"/>',
)
_DONT_KNOW = (
    '<path d="M18.5 18.5a5.5 5.5 0 1 1 8 4.9c-2 1.1-2.5 2.1-2.5 4.6"/>'
    '<circle class="gt-face__eye" cx="24" cy="34.5" r="2.2"/>'
)


def face(place: int | None) -> Markup:
    """The face of the choice at a place, from 0 for the best to 3; None is for “I don’t know”."""
    inside = _DONT_KNOW if place is None else _EYES + _MOUTHS[place]
    return _FACE.format(Markup(inside))  # noqa: S704 - every word of it is above
