"""The data dictionary: what each term and figure means, and how to recompute it.

Formulas are those of the impact model; every figure that is shown has a line here.
"""

TERMS: tuple[tuple[str, str], ...] = (
    ("n", "Distinct people or records with an answer inside the denominator."),
    (
        "Eligible (N)",
        "Everyone who could have answered; none if that cannot be known, as with an open link.",
    ),
    ("Reached", "People who were asked and whom the invitation or a reminder reached."),
    (
        "Contacts",
        (
            "Deliveries, openings and visits that newsletters, pages and the like counted. They "
            "are not people reached, are in no score, and raise no label."
        ),
    ),
    (
        "Counted",
        (
            "People of a wave with at least one answer inside the denominator: the most at any "
            "level and outcome."
        ),
    ),
    (
        "Favourable (x)",
        (
            "People with more than half of their answered items favourable; "
            "exactly half does not count."
        ),
    ),
    (
        "Outside",
        (
            "People whose only answers were “don’t know”, “no opportunity yet” or skipped; of one "
            "question, those who answered it so. Shown from the minimum group up."
        ),
    ),
    (
        "Item",
        (
            "One scored question of one wave: favourable of n with its Wilson 95 % interval. It "
            "has no label and no direction."
        ),
    ),
    (
        "Put first",
        (
            "Of choices that people put in order, how many put each one first. It describes, and "
            "has no score. Of a number or a date that is not scored only how many answered is "
            "said: no value, least, greatest or mean."
        ),
    ),
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
            "Quality × precision × freshness; precision is n / 30 and at most 1; freshness is 1 up "
            "to 3 months and falls in a straight line to 0 at 12."
        ),
    ),
    (
        "Level score",
        (
            "The weighted mean of the shares of the level's sources, with a 95 % interval. It is a "
            "picture and no verdict: a high level is not a change. There is no score over all "
            "levels."
        ),
    ),
    (
        "Starting point (p0)",
        (
            "Where a source was before the start: counted then, written in the plan (read as of "
            "as many people as the follow-up), or the same people asked before and after. A "
            "source without one is a level and has no direction."
        ),
    ),
    (
        "Difference (d)",
        (
            "p less p0, with Newcombe's hybrid score interval (1998, method 10), each n over the "
            "design effect where teams are known. Of pairs: improved less worse, of all linked."
        ),
    ),
    (
        "Direction",
        (
            "better if the interval of d is above 0 and d reaches the planned change (10 points "
            "where none is written), worse if it is below 0, else no_clear_change; none for a "
            "level. It is written the same in every format."
        ),
    ),
    ("Planned change", "The difference that was aimed for, written in the plan before the start."),
    (
        "Started the action",
        (
            "A starting point that is the finding which started the action was probably an unlucky "
            "draw: d is taken from the upper end of its 80 % interval."
        ),
    ),
    (
        "Sufficient",
        (
            "n reaches the minimum group, the wave is at most 12 months old, and for a survey N is "
            "known, n is not above it, and the response rate is at least 20 %."
        ),
    ),
    (
        "Kind of source",
        (
            "Staff (and audits whose cases were chosen by hand), records, children and families, "
            "external, indicators. Two voices of one kind are one voice."
        ),
    ),
    (
        "Joint difference",
        (
            "The inverse-variance mean of d over sources that are not staff; one source at two "
            "levels counts once."
        ),
    ),
    ("Agreement", "Two sources have the same direction and the intervals of d overlap."),
    (
        "Partial",
        (
            "Two sources have the same direction without overlap, one of them shows no clear "
            "change, or there is a gap that chance could explain."
        ),
    ),
    ("No starting point", "A level beside a direction: nothing to compare."),
    ("Silence", "A planned source has no sufficient data. It is never read as agreement."),
    (
        "Dissonance",
        (
            "One source is better and the other worse; or at one level the source of lower quality "
            "is more favourable by at least 15 points, beyond chance."
        ),
    ),
    (
        "Paired change",
        (
            "The same people before and now: improved, same or worse, with an exact sign test if "
            "at least 10 changed. “Looking back” means that the before was asked afterwards."
        ),
    ),
    ("Reported change", "How many say that there is a change. It has no direction."),
    (
        "XmR limits",
        (
            "Mean ± 2.66 × mean moving range of the periods before the start. They draw attention; "
            "direction comes from the means before and after."
        ),
    ),
    ("Provisional", "The plan names another date for the label to be decided."),
    (
        "Withheld",
        (
            "Hidden to protect people: it is below the minimum group, or such a number could be "
            "worked out from it."
        ),
    ),
)
