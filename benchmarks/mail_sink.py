"""`python -m benchmarks.mail_sink`: a mail server that takes everything, until its standard input ends.

It prints its port first, and how many messages it took at last.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session


class _Sink:
    """Counts messages and forgets them."""

    def __init__(self) -> None:
        self.taken = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        """Take a message; aiosmtpd calls this."""
        self.taken += 1
        return "250 OK"


async def _serve() -> None:
    sink, loop = _Sink(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)
    print(sink.taken, flush=True)


if __name__ == "__main__":
    asyncio.run(_serve())
