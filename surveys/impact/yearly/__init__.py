"""The yearly-report pack: what the summaries of a partnership's actions say of a business year.

It takes figures from summaries and makes none: what is withheld there is withheld here.
"""
