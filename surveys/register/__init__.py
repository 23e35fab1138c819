"""The register: evidence that is not a survey, such as audits, and the gaps in it by name.

Pure. A case is never named here: it is a number in a count of cases.
"""
