import pytest

from surveys.library import lexicon


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("He’s REALLY hurting me", [("he", "hurting", "me")]),
        ("kms", [("kill", "myself")]),
        ("dnt tell", [("not", "tell")]),
        ("ｋｎｉｆｅ", [("knife",)]),
        ("ѕuicide", [("suicide",)]),  # the first letter is Cyrillic
        ("stran\u200bgled", [("strangled",)]),
        ("he 🔪 me", [("he", "knife", "me")]),
        ("s u i c i d e", [("suicide",)]),
        ("No one knows. Help!", [("nobody", "knows"), ("help",)]),
    ],
)
def test_one_word_is_read_whatever_way_it_is_typed(typed: str, plain: list[tuple[str, ...]]):
    assert lexicon().writing.sentences(typed) == plain
