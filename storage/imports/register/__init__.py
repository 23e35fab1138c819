"""Imports of the register: what a file repeats in each row is kept once, its parts beside it."""

from storage.imports.register.audits import write_audits

__all__ = ["write_audits"]
