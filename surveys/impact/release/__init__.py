"""What a summary may give out, beside everything that was given out before.

A figure that is out stays as it was until enough new people answered, and no withheld figure can be
worked out from those that are out.
"""
