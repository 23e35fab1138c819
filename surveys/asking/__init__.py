"""What we ask: instruments, questions, branches, answers, waves, modes, notices and concerns.

Pure values and functions; PyYAML (`surveys.asking.plain_yaml` only) is the one third-party import
besides pydantic.
"""
