"""The main job on the demo page, in a real headless Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import scenes, tour

pytestmark = pytest.mark.skipif(tour.CHROMIUM is None, reason="needs Chromium on the path")


@pytest.fixture
def address(loaded_database: Path, tmp_path: Path) -> Iterator[str]:
    """Of a demo that need not read the catalogue first."""
    shutil.copy(loaded_database, tmp_path / "demo.db")
    with tour.running_demo("--db", str(tmp_path / "demo.db")) as address:
        yield address


@pytest.mark.parametrize("width", [1200, 420])
def test_a_fan_finds_greedy_snake_and_copies_its_title(width: int) -> None:
    """In a demo as somebody starts it who has just cloned the project."""
    with tour.running_demo() as address, tour.browser_page(width, 900) as page:
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        scenes.main_job(page, address)
        assert not failures


def test_a_moderator_announces_a_title_and_then_one_that_a_member_suggests(address: str) -> None:
    with tour.browser_page(420, 900) as page:
        scenes.announce(page, address)
        scenes.moderate(page, address)


@pytest.mark.parametrize("who", scenes.SPEAKS)
def test_a_community(address: str, who: str) -> None:
    with tour.browser_page(420, 900) as page:
        for scene in scenes.COMMUNITY:
            scene(page, address, who=who)


def test_the_front_page_speaks_the_browsers_language_and_hides_the_moderators_channel(address: str) -> None:
    with tour.browser_page(420, 900) as page:
        page.set_extra_http_headers({"Accept-Language": "zh-TW,zh;q=0.9"})
        page.goto(address)
        hidden = page.locator("section", has_text="# moderators")
        assert hidden.locator("a").count() == 1
        assert page.locator("html").get_attribute("lang") == "zh-TW"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scrolling"
