"""A link's code: what is typed by someone who has no camera for the square on a poster.

Nine characters are drawn, 44 bits: by a thousand tries a second, day and night, the first of a
thousand open links is found after most of a year, and it opens a form that hangs on a wall.
"""

from surveys.asking.typed_code import CodeShape

EXAMPLE = "7K2MQ-9XD4V"
_SHAPE = CodeShape(drawn=9, together=5)

link_code = _SHAPE.write
read_code = _SHAPE.read
