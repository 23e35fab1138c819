"""A receipt code: who sent a form can change by it what they sent."""

from surveys.asking.typed_code import CodeShape

EXAMPLE = "4F7K-M2PX-9RTD"
_SHAPE = CodeShape(drawn=11, together=4)

receipt_code = _SHAPE.write
read_code = _SHAPE.read
