"""The demo page in a real browser, with hands on it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from bot.config import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
expect.set_options(timeout=30_000)  # as patient as a click: a busy machine is no defect
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextlib.contextmanager
def running_demo(*options: str) -> Iterator[str]:
    """The demo as a host starts it; yields its address and ends it with Ctrl-C."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port), *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert f":{port}/" in line, line
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) in (0, 130), "Ctrl-C ends it"


@contextlib.contextmanager
def browser_page(width: int, height: int) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()


def open_channel(page: Page, address: str, member: str = "mia", channel: str = "general") -> None:
    """Through the front page, as a person would."""
    page.goto(address)
    section = page.locator("section", has_text=f"# {channel}")
    href = section.locator(f'a[href$="/{member}"]').get_attribute("href")
    page.goto(address.rstrip("/") + str(href))
    page.wait_for_selector("#channel-composer-input")


def slash(page: Page, command: str, value: str, option: str = "") -> None:
    """Type a command, choose one option unless it must be given, type its value, take the first suggestion, send."""
    page.locator("#channel-composer-input").click()
    page.keyboard.type(f"/{command}", delay=15)
    _suggestion(page, command).click()
    if option:
        _suggestion(page, option).click()
    page.keyboard.type(value, delay=15)
    suggestion = page.locator('[role="option"]:visible').first
    expect(suggestion).to_contain_text("·")
    page.keyboard.press("Enter")  # takes the suggestion
    expect(suggestion).to_be_hidden()
    page.get_by_role("button", name="Send").last.click()  # Enter could meet a list that has just opened again


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()


def choose(page: Page, menu: str, choice: str) -> None:
    page.get_by_role("combobox").filter(has_text=menu).last.click()
    option = page.locator('[role="option"]:visible').filter(has_text=choice).first
    option.click()
    while page.get_by_text(
        "Wait for the current action"
    ).count():  # the page was not done with the last press
        page.wait_for_timeout(300)
        option.click()


def refresh_until(page: Page, text: str) -> None:
    """The page shows what the bot does by itself only when it is asked."""
    while not page.get_by_text(text).count():
        page.wait_for_timeout(500)
        page.get_by_role("button", name="Refresh preview").click()


def say(page: Page, command: str, text: str) -> None:
    """A command with one option that takes any words."""
    page.locator("#channel-composer-input").click()
    page.keyboard.type(f"/{command}", delay=15)
    _suggestion(page, command).click()
    page.keyboard.type(text, delay=15)
    page.get_by_role("button", name="Send").last.click()


def run(page: Page, command: str) -> None:
    """A command without its options."""
    page.locator("#channel-composer-input").click()
    page.keyboard.type(f"/{command}", delay=15)
    _suggestion(page, command).click()
    page.get_by_role("button", name="Send").last.click()


def _suggestion(page: Page, name: str) -> Any:
    return page.locator('[role="option"]:visible').filter(has_text=name).first


def _free_port() -> int:
    """A port that is free together with the next one, since the demo takes both.

    Below the range that systems hand out by themselves, and apart for each test worker, so nobody takes it meanwhile.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in range(20_000 + 100 * worker, 20_100 + 100 * worker, 2):
        with socket.socket() as first, socket.socket() as second, contextlib.suppress(OSError):
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port
    raise RuntimeError("no two free ports in a row")
