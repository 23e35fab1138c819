import pytest

from surveys.asking.screening.phrases import PhraseReader, read_index

READER = PhraseReader(
    lists={"me": frozenset({"me", "us"})},
    forms_of=lambda word: frozenset({word.removeprefix("="), f"{word}s"}),
    plain=lambda word: () if word == "the" else (word,),
    common=frozenset({"me", "us"}),
    denials=frozenset({"not"}),
)


def found(phrase: str, sentence: str) -> list[tuple[int, int]]:
    index = read_index([READER.read("sign", phrase)])
    return [(one.first, one.last) for one in index.found(tuple(sentence.split()))]


@pytest.mark.parametrize(
    ("phrase", "sentence", "place"),
    [
        ("hit <me>", "dad hits us", (1, 2)),
        ("hit * <me>", "he hit mum and then us", (1, 5)),
        ("hit/kick <me>", "they kick me", (1, 2)),
        ("lock the door", "he locks door", (1, 2)),
        ("<me> * hit", "me he did hit", (0, 3)),
    ],
)
def test_a_phrase_is_found_where_it_is(phrase: str, sentence: str, place: tuple[int, int]):
    assert found(phrase, sentence) == [place]


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("hit <me>", "hit him"),
        ("hit <me>", "hit and me"),
        ("hit * <me>", "hit a b c d me"),
        ("hit <me>", "me hit"),
        ("hit", "hitting"),
    ],
)
def test_a_phrase_is_not_found_where_it_is_not(phrase: str, sentence: str):
    assert found(phrase, sentence) == []


def test_a_phrase_of_skipped_words_alone_is_refused():
    with pytest.raises(ValueError, match="only words that are skipped"):
        READER.read("sign", "the")


def test_a_list_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        READER.read("sign", "hit <nobody>")
