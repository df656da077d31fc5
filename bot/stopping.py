"""Runs a command to its end, and ends it when the machine asks: in order if possible, and in any case soon."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)
PATIENCE = 14.0  # seconds; service managers kill after 10 to 90, and announcements under way have 10


def run(work: Coroutine[Any, Any, T], patience: float = PATIENCE) -> T:
    """To the end, or until Ctrl-C or SIGTERM, which both close everything in order.

    Raises CancelledError after SIGTERM. What is not closed within `patience` seconds of it is left as kill -9 would.
    """

    async def main() -> T:
        task = asyncio.ensure_future(work)

        def stop() -> None:
            task.cancel()
            watchdog = threading.Timer(patience, _give_up)  # a thread: the event loop may be what hangs
            watchdog.daemon = True
            watchdog.start()

        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
        return await task

    return asyncio.run(main())


def _give_up() -> None:
    log.error("Something does not end; the program ends without it.")
    os._exit(1)
