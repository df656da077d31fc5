"""Rows of a server's file mean its own titles or shared ones, and bring nothing that cannot be seen."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import Catalogue
from bot.domain.editing import own_id
from bot.domain.exchange import imports, own, sheet
from bot.domain.exchange.delimited import write_csv
from bot.domain.exchange.strict_json import write_json
from bot.domain.exchange.unseen import without_hidden
from bot.domain.model import Name, Title
from tests.domain.test_sheet import TITLES
from tests.exchange import ROW, csv_file
from tests.made_up import title

HERE = 7
_RAW = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")


def _marked(*identities: str) -> list[str]:
    document = imports.read_document("", csv_file(*({**ROW, "id": identity} for identity in identities)))
    own.mark_own(document, HERE, {"shared-one"})
    return own.ids(document)


def test_ids() -> None:
    mine = own_id("mine", HERE)
    assert _marked("shared-one", "mine", mine, " mine ") == ["shared-one", mine, mine, mine]
    assert _marked("No Id!", "", "x" * 61) == ["No Id!", "", "x" * 61], (
        "what is wrong is told as it was written"
    )
    assert len(_marked("x" * 60)[0]) == 60
    assert own_id("mine", HERE) != own_id("mine", HERE + 1)


@settings(max_examples=60)
@given(
    st.lists(TITLES, min_size=1, max_size=5, unique_by=lambda one: one.id), st.sampled_from(["csv", "json"])
)
def test_any_catalogue_comes_back_as_nothing_new(titles: list[Title], kind: str) -> None:
    raws = [imports.to_raw(one) for one in titles]
    text = write_csv(map(sheet.row, raws)) if kind == "csv" else write_json(raws)
    if kind == "csv":
        cells = [
            cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row
        ]
        assert not any(_RAW.match(cell) for cell in cells)
    known = Catalogue(titles={one.id: one for one in titles})
    plan = without_hidden(imports.plan(imports.read_document("", text.encode()), known))
    assert (plan.writes, plan.unchanged, plan.problems) == ([], len(titles), [])


HIDDEN = "\u202e\u2066\u200b\ufeff\0\u3164"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_cannot_be_seen_is_left_out(hidden: str) -> None:
    new = title("night", f"Night{hidden}Rider", director=f"{hidden}Ann", cast=(f"B{hidden}",))
    [write] = without_hidden(imports.Plan([imports.Write("", new, None)])).writes
    texts = str(imports.to_raw(write.title))
    assert hidden not in texts and not any(unicodedata.category(letter) == "Cf" for letter in texts)
    assert write.title.director == "Ann"
    again = without_hidden(imports.Plan([imports.Write("", new, write.title)]))
    assert (again.writes, again.unchanged) == ([], 1), "the same file again is nothing new"


def test_a_text_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing that can be seen"):
        title("night", "\u200b")


def test_what_was_there_before_stays() -> None:
    before = title("night", "می\u200cخواهم")  # Persian needs it
    after = before.model_copy(
        update={"year": 2026, "names": (*before.names, Name(text="A\u200cB", language="en", kind="alias"))}
    )
    [write] = without_hidden(imports.Plan([imports.Write("", after, before)])).writes
    assert [name.text for name in write.title.names] == ["می\u200cخواهم", "A B"]
