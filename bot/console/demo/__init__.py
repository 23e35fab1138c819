"""The demonstration: an installation with 18 months of data, and a walkthrough of the main job.

Everything in it is invented; it is filled and played through the same imports, dialogs and doors
that people use.
"""
