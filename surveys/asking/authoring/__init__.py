"""What an author of a questionnaire is told: everything wrong with a file at once, line by line.

Errors keep a file out; warnings do not. Pure, for whichever door shows it.
"""

from surveys.asking.authoring.check import CheckedFile, check_fields, check_text

__all__ = ["CheckedFile", "check_fields", "check_text"]
