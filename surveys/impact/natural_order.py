"""References in the order in which people count: O2 comes before O10."""

import re


def natural(ref: str) -> tuple[tuple[str, int, str], ...]:
    """Return a key to sort references by: runs of digits are numbers, everything else is text.

    Case decides only between references that are otherwise alike.
    """
    parts = re.findall(r"(\D*)(\d*)", ref.casefold())
    return (*((text, int(digits or 0), digits) for text, digits in parts), (ref, 0, ""))
