"""Who may do what with a briefing: one table from permission to roles.

Writing, approving and sending are separate permissions; a lead has all of them.
"""

from collections.abc import Mapping
from enum import StrEnum

from surveys.people import Role


class Permission(StrEnum):
    """What is done with a briefing."""

    WRITE = "write"
    APPROVE = "approve"
    SEND = "send"
    RELEASE = "release"  # sign off: confirm that nobody could be identified


ROLES: Mapping[Permission, frozenset[Role]] = {
    Permission.WRITE: frozenset({Role.LEAD, Role.AUTHOR}),
    Permission.APPROVE: frozenset({Role.LEAD, Role.APPROVER}),
    Permission.SEND: frozenset({Role.LEAD, Role.SENDER}),
    Permission.RELEASE: frozenset({Role.LEAD, Role.APPROVER, Role.SENDER}),
}
ANY_OF_THEM = frozenset[Role]().union(*ROLES.values())
SENDERS = ROLES[Permission.SEND]
