"""The only errors a person reads: a key of the locale files and what to fill in."""

from __future__ import annotations


class UserError(Exception):
    """Something the person who asked can put right. Shown to them alone, in their language."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Forbidden(UserError):
    """It is for others to do, whatever is typed or pressed."""


class NotFound(UserError):
    """An id that leads nowhere: a stale button, an old autocomplete choice, a typed id."""


class StartupError(Exception):
    """Why the program cannot start, as one sentence for the host. Ends the process with exit code 1."""
