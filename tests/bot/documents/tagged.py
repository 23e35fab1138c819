"""The structure tree of a tagged PDF, as programs that read aloud walk it."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf


def elements(pdf: Pdf, *kinds: str) -> list[Object]:
    """Return every element of these kinds, such as `/Table`, in the order of reading."""
    return [one for one in inside(pdf.Root.StructTreeRoot) if one.get("/S") in kinds]


def inside(element: Object) -> Iterator[Object]:
    """Yield everything below an element: elements, and references to marked content."""
    for child in _children(element):
        yield child
        yield from inside(child)


def _children(element: Object) -> list[Object]:
    below = element.get("/K", Array())
    every = list(below) if isinstance(below, Array) else [below]
    return [child for child in every if isinstance(child, Dictionary)]


def pages(element: Object) -> set[tuple[int, int]]:
    """Return the pages on which an element has content."""
    return {one.Pg.objgen for one in (element, *inside(element)) if "/Pg" in one}


def attributes(element: Object) -> list[Object]:
    """Return the attributes of an element, which may be one or several."""
    given = element.get("/A", Array())
    return list(given) if isinstance(given, Array) else [given]
