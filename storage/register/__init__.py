"""The register as it is kept: audits with their criteria and grades."""

from storage.register.rows import RegisterRows

__all__ = ["RegisterRows"]
