"""The demonstration: an installation with eighteen months behind it, and a walk through the whole main job.

Everything in it is invented; it is filled and played through the same imports, dialogs and doors that people use.
"""
