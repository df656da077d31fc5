"""A program that is asked to end does so, whatever hangs in it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

STUCK = """
import asyncio
from bot import stopping

async def deaf():
    print("here", flush=True)
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            pass

stopping.run(deaf(), patience=0.3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_what_does_not_hear_is_left() -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGTERM)
        asked = time.perf_counter()
        assert process.wait(timeout=10) == 1
        assert time.perf_counter() - asked >= 0.3, "it had its time"
