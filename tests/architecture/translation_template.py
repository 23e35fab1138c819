"""The template of the catalogues; `python -m tests.architecture.translation_template` writes it."""

from surveys.languages.to_translate import to_translate
from surveys.library.wording import every_wording
from tests.architecture.modules import ROOT

TEMPLATE = ROOT / "surveys" / "languages" / "locale" / "forms.pot"


def template() -> bytes:
    """Return every word to be translated, as the code and the questionnaires have it now."""
    return to_translate(every_wording())


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
