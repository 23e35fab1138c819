"""A training partnership: a dry run with real people, of which nothing is real and nothing counts.

Its name ends with the mark, so that every page, e-mail and document that names the partnership says
so; forms say it in the reader's language too, and cards and notifications before anything else.
"""

from surveys.problems import Refusal

MARK = "Training - this is not real"
SUFFIX = f" ({MARK})"
NOTIFIED = "Training: "


def marked_name(name: str) -> str:
    """Return a partnership's name with the mark, once."""
    return f"{plain_name(name)}{SUFFIX}"


def plain_name(name: str) -> str:
    """Return a partnership's name without the mark."""
    return name.removesuffix(SUFFIX)


def is_marked(name: str) -> bool:
    """Say whether a partnership's name has the mark."""
    return name.endswith(SUFFIX)


def refuse_begun(name: str, *, begun: bool) -> None:
    """Refuse `training-begun`: what was sent or asked as real stays real, and the other way."""
    if begun:
        raise Refusal("training-begun", name=name)
