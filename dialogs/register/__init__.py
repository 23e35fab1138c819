"""Look after the register: its gaps, and what next year could put first."""
