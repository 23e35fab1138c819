"""What a council's proxy lets through: loaded by proxy.py, in a process of its own.

It knows the names of the test alone, leads each to a port of this machine, and writes down every
tunnel that is asked for.
"""

import json
import os
from pathlib import Path

from proxy.http.exception import HttpRequestRejected
from proxy.http.parser import HttpParser
from proxy.http.proxy import HttpProxyBasePlugin

ROUTES, ASKED = "GT_TEST_ROUTES", "GT_TEST_ASKED"


class Routes(HttpProxyBasePlugin):
    """Lets through what the file of routes names, which may grow while it runs."""

    def before_upstream_connection(self, request: HttpParser) -> HttpParser:
        assert request.host is not None
        assert request.method is not None
        name = f"{request.host.decode()}:{request.port}"
        with Path(os.environ[ASKED]).open("a", encoding="utf-8") as asked:
            asked.write(f"{request.method.decode()} {name}\n")
        to = json.loads(Path(os.environ[ROUTES]).read_text(encoding="utf-8")).get(name)
        if to is None:
            raise HttpRequestRejected(status_code=403, reason=b"Forbidden")
        request.host, request.port = b"127.0.0.1", to
        return request
