"""What each source shows: its counts, starting point, difference, direction, and if it can decide.

Counted sources, judgements and charts all become a `SourceEvaluation`, so that no rule of a label
depends on where one came from.
"""
