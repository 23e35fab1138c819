"""What sources show together: how they relate, their joint difference, the label and its reason.

The way in is `decided` in `surveys.impact.version_2.labels.decision`.
"""
