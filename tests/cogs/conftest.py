"""What must be so after every test that talks to the bot, whatever the test itself is about."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator

import pytest

_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_MESSAGES = (4, 7)  # a new message, or another text for the old one


@pytest.fixture(autouse=True)
def files_are_discords(monkeypatch: pytest.MonkeyPatch) -> None:
    """simcord's files have the addresses of Discord's."""
    monkeypatch.setattr("simcord.backend.cdn.CDN_BASE", "https://cdn.discordapp.com")


@pytest.fixture(autouse=True)
def answers_are_sound(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No failure that we did not foresee, one answer to each interaction, and only followers are pinged.

    A test that provokes a failure ends with caplog.clear().
    """
    yield
    failures = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not failures, failures
    server = getattr(request.node, "funcargs", {}).get("server")
    if server is None:
        return
    answered = Counter(m[1] for r in server.env.http_requests if (m := _CALLBACK.search(r.path)))
    assert all(count == 1 for count in answered.values()), answered
    for sent in server.env.http_requests:
        body = sent.json if isinstance(sent.json, dict) else {}
        message = body.get("data") if body.get("type") in _MESSAGES else body
        if message and {"content", "components"} & set(message):
            named = {*map(int, re.findall(r"<@(\d+)>", str(message.get("components"))))}
            allowed = dict(message["allowed_mentions"])
            users = {int(user) for user in allowed.pop("users", [])}
            assert allowed == {"parse": []} and users <= named, sent
