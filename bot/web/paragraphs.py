"""The text of a briefing as paragraphs and lists, which is all the markup that its authors have.

Anything else that looks like markup is left as it was written; the template escapes every word.
"""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one line or more, or the items of a list."""

    is_list: bool
    lines: tuple[str, ...]


def paragraphs(words: str) -> tuple[Block, ...]:
    """Return what an author wrote, in blocks.

    A blank line ends a block, and so does the beginning or the end of a list.
    """
    blocks: list[Block] = []
    fresh = True
    for line in words.splitlines():
        item = _ITEM.match(line)
        text = item.group(1) if item else line.strip()
        if not text:
            fresh = True
        elif not fresh and blocks[-1].is_list is (item is not None):
            blocks[-1] = Block(blocks[-1].is_list, (*blocks[-1].lines, text))
        else:
            blocks.append(Block(item is not None, (text,)))
            fresh = False
    return tuple(blocks)
