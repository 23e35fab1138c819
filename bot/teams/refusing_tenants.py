"""One log line when a tenant begins to refuse our sign-in, and one when it accepts it again."""

from dataclasses import dataclass, field

import structlog

log = structlog.get_logger()


@dataclass(slots=True)
class RefusingTenants:
    """The tenants that refused this process last."""

    _now: set[str] = field(default_factory=set[str])

    def refused(self, tenant_id: str) -> None:
        """Log a tenant that refuses us, once."""
        if tenant_id not in self._now:
            self._now.add(tenant_id)
            log.error("tenant-refuses-us", tenant=tenant_id, status=401)

    def accepted(self, tenant_id: str) -> None:
        """Log a tenant that had refused us."""
        if tenant_id in self._now:
            self._now.discard(tenant_id)
            log.info("tenant-accepts-us", tenant=tenant_id)
