"""A catalogue folder of seven records, small enough to load at once and to break on purpose."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "platforms/rednote.toml": """\
id = "rednote"
name = "Rednote"
kind = "social"
hosts = ["rednote.example"]
website = "https://www.rednote.example"
search_url = "https://www.rednote.example/search?q={query}"
summary = { en = "An app.", zh-CN = "一款软件。" }
sources = ["a newspaper"]
""",
    "guides/rednote.toml": """\
id = "rednote"
platform = "rednote"
recognise = { en = "Numbered episodes.", zh-CN = "标有集数。" }

[[steps]]
en = "Open the app."
zh-CN = "打开软件。"

[[steps]]
en = "Paste {title}."
zh-CN = "粘贴“{title}”。"
""",
    "titles/first-love.toml": """\
id = "first-love"
country = "CN"
tropes = ["revenge"]
confidence = "high"
sources = ["a newspaper"]
names = [
    { text = "头发", language = "zh-Hans", kind = "original" },
    { text = "First Love", language = "en", kind = "official" },
]
synopsis = { en = "She lets her hair grow.", zh-CN = "她把头发留长，后来发现皇后在里面吃面。" }
routes = [{ platform = "rednote", url = "https://www.rednote.example/1" }]
""",
    "titles/second-sight.toml": """\
id = "second-sight"
confidence = "medium"
sources = ["a magazine"]
names = [{ text = "第二眼", language = "zh-Hans", kind = "original" }]
""",
    "collections/both.toml": """\
id = "both"
name = { en = "Both", zh-CN = "两部" }
titles = ["first-love", "second-sight"]
summary = { en = "All there is.", zh-CN = "全部。" }
""",
    "tropes.toml": """\
[[tropes]]
id = "revenge"
group = "power"
name = { en = "Revenge", zh-CN = "复仇", zh-TW = "復仇" }
""",
    "glossary.toml": """\
[[terms]]
id = "duanju"
term = { en = "Duanju", zh-CN = "短剧" }
meaning = { en = "A micro-drama.", zh-CN = "为手机拍的剧。" }
""",
}
RECORDS = len(FILES)  # each file holds one


def write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the one place where `old` stands; a test that no longer fits its file fails here."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
