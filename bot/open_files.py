"""How many files and connections this process may have open: as many as the system allows.

Service managers often start a program with 1,024, and let it raise that itself: so few slow
connections would keep everybody else out.
"""

import sys
from contextlib import suppress

if sys.platform == "win32":

    def open_as_many_as_allowed() -> None:
        """Do nothing: Windows has no such limit."""

else:
    import resource

    MOST = 65_536

    def open_as_many_as_allowed() -> None:
        """Raise the limit that holds, towards the highest that this process may have."""
        now, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST if highest == resource.RLIM_INFINITY else min(MOST, highest)
        if now == resource.RLIM_INFINITY or wanted <= now:
            return
        with suppress(ValueError, OSError):  # macOS allows fewer than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, highest))
