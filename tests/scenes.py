"""What members and moderators do in the demo, scene by scene; also takes the README's pictures.

uv run python -m tests.scenes docs/pictures
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from bot.domain.model import Language
from bot.i18n import texts
from tests.tour import browser_page, choose, open_channel, press, refresh_until, run, running_demo, say, slash

SPEAKS = {"mia": Language.EN, "lin": Language.ZH_CN}


def main_job(page: Page, address: str, shot: Any = lambda name: None) -> None:
    """/find by pinyin, How to watch, a country, Copy title."""
    open_channel(page, address)
    slash(page, "find", "tan chi she", option="query")
    expect(page.get_by_text("Greedy Snake 《贪吃蛇》").last).to_be_visible()
    shot("card")
    press(page, "How to watch")
    expect(page.get_by_text("In which country do you watch?").last).to_be_visible()
    choose(page, "Your country", "United Kingdom")
    expect(page.get_by_text("Country: United Kingdom").last).to_be_visible()
    shot("recipe")
    press(page, "Copy title")
    copied = page.locator("article, .message, li").filter(has_text="Only you can see this").last
    expect(copied).to_contain_text("贪吃蛇")
    shot("copied")


def announce(page: Page, address: str, shot: Any = lambda name: None) -> None:
    """A moderator looks at an announcement, makes it, and asks why a channel has not got it; a member reads it."""
    open_channel(page, address, "sam", "moderators")
    slash(page, "announce preview", "greedy snake")
    expect(page.get_by_text("Only you can see this").last).to_be_visible()
    shot("preview")
    slash(page, "announce title", "greedy snake")
    expect(page.get_by_text("On its way to 1 channel").last).to_be_visible()
    slash(page, "announce why", "greedy snake")
    expect(page.get_by_text("The channel wants only: Rebirth").last).to_be_visible()
    shot("why")
    open_channel(page, address, channel="new-titles")
    refresh_until(page, "started a thread")
    expect(page.get_by_text("Greedy Snake 《贪吃蛇》").last).to_be_visible()
    shot("post")
    press(page, "How to watch")
    expect(page.get_by_text("Only you can see this").last).to_be_visible()


def moderate(page: Page, address: str, shot: Any = lambda name: None) -> None:
    """A member suggests a drama; a moderator approves one and announces it; then members read of it and find it."""
    open_channel(page, address)
    run(page, "suggest title")
    form = page.get_by_role("dialog")
    form.locator("input[name=chinese]").fill("纸伞巷")
    form.locator("input[name=english]").fill("Paper Umbrella Lane")
    form.locator("input[name=where]").fill("Hongguo")
    shot("suggestion")
    form.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("The moderators of this server will read this").last).to_be_visible()
    shot("suggested")
    open_channel(page, address, "sam", "moderators")
    run(page, "review")
    expect(page.get_by_text("1 of 2").last).to_be_visible()
    shot("review")
    press(page, "Approve")
    expect(page.get_by_text("This is how it would look").last).to_be_visible()
    shot("approved")
    press(page, "Announce")
    expect(page.get_by_text("On its way to 1 channel").last).to_be_visible()
    open_channel(page, address, channel="new-titles")
    refresh_until(page, "The Last Tram 《末班电车》")
    shot("news")
    open_channel(page, address, "wei")
    slash(page, "find", "last tram", option="query")
    expect(page.get_by_text("你的建議").last).to_be_visible()
    shot("outcome")


def discuss(page: Page, address: str, shot: Any = lambda name: None, who: str = "mia") -> None:
    """A member opens the place for a drama, and is asked before they go beyond what they have seen."""
    text = partial(texts(), SPEAKS[who])
    open_channel(page, address, who)
    slash(page, "discuss", "fendela")
    expect(page.get_by_text(text("discuss-home", thread="").strip()).last).to_be_visible()
    shot("discuss")
    open_channel(page, address, who, "drama-talk")
    shot("home")
    press(page, "31–60")
    further = page.get_by_role("button", name=text("button-further", episode=31))
    expect(further.last).to_be_visible()
    shot("asked")
    further.last.click()
    expect(page.get_by_text(text("discuss-there", thread="").strip()).last).to_be_visible()
    shot("band")
    open_channel(page, address, who)
    run(page, "progress")
    expect(page.get_by_text(text("progress-of", episode=31, total=82)).last).to_be_visible()
    shot("progress")


def identify(page: Page, address: str, shot: Any = lambda name: None, who: str = "mia") -> None:
    """A member describes a drama, another knows it, a moderator makes the words findable: /find knows them now."""
    words = "smuggler auntie noodles" if who == "mia" else "面馆大姐偷渡往事"
    text = partial(texts(), SPEAKS[who])
    open_channel(page, address, who)
    say(page, "identify", words)
    shot("described")
    press(page, text("button-ask-others"))
    expect(page.get_by_text(text("desk-asked")).last).to_be_visible()
    open_channel(page, address, "wei", "identify")
    press(page, "This is it…")  # what is posted is in the server's language
    form = page.get_by_role("dialog")
    form.locator("input, textarea").first.fill("greedy snake")
    shot("knows")
    form.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("button", name="I agree").last).to_be_visible()
    shot("answered")
    open_channel(page, address, "sam", "identify")
    choose(page, "For the asker or a moderator", "Greedy Snake")
    shot("solved")
    press(page, "Make this findable")
    shot("findable")
    press(page, "As a name")
    expect(page.get_by_text(f"with “{words}” finds").last).to_be_visible()
    open_channel(page, address, "lin")
    slash(page, "find", words, option="query")
    expect(page.get_by_text("《贪吃蛇》 Greedy Snake").last).to_be_visible()
    shot("found")


def meet(page: Page, address: str, shot: Any = lambda name: None, who: str = "mia") -> None:
    """A member plans a watch party: the time is said back, then there are an event and a message."""
    text = partial(texts(), SPEAKS[who])
    open_channel(page, address, who)
    page.locator("#channel-composer-input").click()
    page.keyboard.type("/watch-party", delay=15)
    page.locator('[role="option"]:visible').first.click()
    page.keyboard.type("fendela", delay=15)
    expect(page.locator('[role="option"]:visible').first).to_contain_text("·")
    page.keyboard.press("Enter")
    shot("typing")
    page.keyboard.type("in 3 hours" if who == "mia" else "明晚8点", delay=15)
    page.get_by_role("button", name="Send").last.click()
    expect(page.get_by_text(text("party-ask")).last).to_be_visible()
    shot("said")
    press(page, text("button-party-create"))
    expect(page.get_by_text("Get it ready").last).to_be_visible()
    shot("party")


COMMUNITY = (discuss, identify, meet)
ALL = (main_job, announce, moderate, *COMMUNITY)


def camera(page: Page, folder: Path, name: str) -> Any:
    """Takes a picture of a step."""

    def shot(step: str) -> None:
        page.wait_for_timeout(700)  # the page scrolls to a new message
        page.screenshot(path=folder / f"{step}-{name}.png")

    return shot


def main(folder: Path) -> None:
    """Write a wide and a phone picture of each step."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, width, height in (("wide", 1100, 1240), ("phone", 420, 900)):
        with running_demo() as address, browser_page(width, height) as page:
            for scene in ALL:
                scene(page, address, camera(page, folder, name))
        with running_demo() as address, browser_page(width, height) as page:
            for scene in COMMUNITY:
                scene(page, address, camera(page, folder, f"chinese-{name}"), who="lin")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()))
