"""Builders: complete values for tests, with only what matters said by the test."""
