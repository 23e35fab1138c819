"""From what was typed to what it may say: plain words, phrases, negation, rules.

Everything here is pure and knows no word of harm: those are in the lexicon, a file that people
review.
"""
