"""The data dictionary: what each term and figure means, and how to recompute it.

Formulas are those of the impact model; every figure that is shown has a line here.
"""

TERMS: tuple[tuple[str, str], ...] = (
    ("n", "Distinct people or records with an answer inside the denominator."),
    (
        "Eligible (N)",
        "Everyone who could have answered; none if that cannot be known, as with an open link.",
    ),
    (
        "Favourable (x)",
        (
            "People with more than half of their answered items favourable; "
            "exactly half does not count."
        ),
    ),
    ("Outside", "People whose only answers were “don’t know”, “no opportunity yet” or skipped."),
    ("Share (p)", "x / n, with its Wilson 95 % interval."),
    (
        "Bounds for silence",
        (
            "The share if everyone who did not answer were unfavourable, x / N, or favourable, (x "
            "+ N − n) / N."
        ),
    ),
    ("Response rate", "n / N. Below 20 % a survey is not sufficient."),
    (
        "Weight",
        (
            "Quality × precision × freshness; precision is n / 30 and at most 1; freshness is 1 "
            "within 6 months, 0.5 within 12, then 0."
        ),
    ),
    (
        "Level score",
        (
            "The weighted mean of the shares of the level's sources, with a 95 % interval. There "
            "is no score over all levels."
        ),
    ),
    (
        "Baseline, target",
        (
            "What a source is measured against, and the aim. Without a baseline the reference is "
            "50 % and the wording is “favourable, change not shown”."
        ),
    ),
    (
        "Sufficient",
        "n reaches the minimum group and, for a survey, the response rate is at least 20 %.",
    ),
    (
        "Direction",
        (
            "better if the whole interval is above the reference, worse if below, else "
            "no_clear_change; none where there is nothing to compare. It is written the same in "
            "every format."
        ),
    ),
    ("Agreement", "Two sources point the same way and their intervals overlap."),
    (
        "Partial",
        "Two sources point the same way without overlap, or one of them shows no clear change.",
    ),
    ("Silence", "A planned source has no sufficient data. It is never read as agreement."),
    (
        "Dissonance",
        (
            "One source is better and the other worse, or the source of lower quality is more "
            "favourable by 25 points or more."
        ),
    ),
    (
        "Paired change",
        (
            "The same people before and now: improved, same or worse, with an exact sign test if "
            "at least 10 changed. “Looking back” means that the before was asked afterwards."
        ),
    ),
    (
        "XmR limits",
        (
            "Mean ± 2.66 × mean moving range. A value outside them is unlikely to be ordinary "
            "variation."
        ),
    ),
    (
        "Withheld",
        (
            "Hidden to protect people: it is below the minimum group, or such a number could be "
            "worked out from it."
        ),
    ),
)
