"""The shipped weights are those that the labelled texts teach."""

from surveys.library import lexicon
from tests.surveys.asking.labelled import Part, labelled_texts
from tests.surveys.asking.regression import examples_of, learn
from tests.surveys.asking.train import SMALLEST


def test_the_shipped_weights_are_what_the_training_gives():
    learned = learn(examples_of([one for one in labelled_texts() if one.part is Part.TUNING]))
    leaning, names = lexicon().leaning, {bit: n for n, bit in lexicon().signs.bits.items()}
    shipped = {**leaning.weights, **{f"+{names[bit]}": weight for bit, weight in leaning.signs}}
    taught = {name: w for name, w in learned.weights.items() if abs(w) >= SMALLEST * 1.5}
    assert taught.keys() <= shipped.keys()
    assert all(abs(shipped[name] - learned.weights[name]) < 0.02 for name in shipped)
    assert all(abs(leaning.meanings[w] - v) < 0.02 for w, v in learned.meanings.items())
