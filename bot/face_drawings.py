"""The faces beside the choices of a child's question: ours, drawn as lines, for pages and pictures.

The words beside a face say what it means, so it needs no alternative in words.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.faces import Face

_EYES = (
    '<circle class="gt-face__eye" cx="16.5" cy="19" r="2.6"/>'
    '<circle class="gt-face__eye" cx="31.5" cy="19" r="2.6"/>'
)
_OPEN, _LINE = '<path class="gt-face__open" d="{}"/>', '<path d="{}"/>'
# What is drawn inside a circle at 24, 24; a page's style sheet colours it.
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
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="#ffd84d" stroke="#3d2f00" '
    'stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"><style>path {{ fill: none }}'
    " .gt-face__open {{ fill: #fff }} .gt-face__eye {{ fill: #3d2f00; stroke: none }}</style>"
    '<circle cx="24" cy="24" r="22"/>{}</svg>'
)


def picture(face: Face) -> str:
    """The face as SVG with its colours, for where there is no style sheet."""
    return _PICTURE.format(DRAWN[face])
