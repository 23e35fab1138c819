"""The constants of an XmR chart."""

LIMIT_FACTOR = 2.66  # XmR constant: limits are the mean and this times the mean moving range


OUTLYING_RANGE = 3.27  # XmR constant: a moving range beyond this times their mean is left out, once
