"""Log lines for a host: time, level, where, what. The token never reaches them."""

from __future__ import annotations

import logging

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class _WithoutSecret(logging.Formatter):
    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._secret, "[token]") if self._secret else line


def configure(level: str, secret: str = "") -> None:
    """Send everything to standard error.

    Debug lines of discord.py hold tokens of interactions, aiosqlite's hold what members chose: never shown.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutSecret(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("discord", "aiosqlite"):
        logging.getLogger(library).setLevel({"DEBUG": "INFO", "INFO": "WARNING"}.get(level, level))
