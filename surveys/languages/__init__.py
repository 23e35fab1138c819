"""The languages in which forms and cards speak: English in the code, the others in catalogues.

Every word keeps its English beside it as the key of its translation, so words that change here are
untranslated until someone has looked at them again.
"""

from surveys.languages.catalogue import Catalogue, catalogue, count_in, is_said_in, say_in
from surveys.languages.names import ENGLISH, TRANSLATED, direction, name_of, preferred

__all__ = [
    "ENGLISH",
    "TRANSLATED",
    "Catalogue",
    "catalogue",
    "count_in",
    "direction",
    "is_said_in",
    "name_of",
    "preferred",
    "say_in",
]
