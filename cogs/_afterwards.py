"""Work that nobody waits for: it begins when the answer has been sent, and its failure is the log's alone."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

log = logging.getLogger(__name__)


@contextmanager
def afterwards() -> Generator[None]:
    try:
        yield
    except Exception:  # whatever it is, the member has their answer
        log.exception("What was searched for could not be counted.")
