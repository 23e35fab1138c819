"""The design system's style sheet, without the components that no page of ours has.

The file is kept as it is published; on a slow telephone each kilobyte of it costs 20 ms.
"""

import re

LEFT_OUT = (
    "accordion",
    "back-link",
    "breadcrumbs",
    "character-count",
    "cookie-banner",
    "file-upload",
    "footer",
    "generic-header",
    "header",
    "logo",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "service-navigation",
    "tabs",
    "task-list",
)
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_NOTHING = re.compile(r"@(?:media|supports)[^{}]*\{\}")
_OF_OTHERS = re.compile(rf"\.govuk-(?:{'|'.join(LEFT_OUT)})(?![a-z])")


def of_our_pages(sheet: str) -> str:
    """Return the sheet without the rules that only components of `LEFT_OUT` have."""
    kept = _RULE.sub(lambda rule: "" if _is_of_others(rule[1]) else rule[0], sheet)
    while _NOTHING.search(kept):
        kept = _NOTHING.sub("", kept)
    return kept


def _is_of_others(selectors: str) -> bool:
    """Say whether every one of the selectors names a component that is left out."""
    return all(_OF_OTHERS.search(selector) for selector in selectors.split(","))
