"""Says what is wrong in a file of titles, in any of our languages; the names of fields stay as in the file."""

from __future__ import annotations

import re
from functools import reduce

from babel.lists import format_list

from bot.domain.catalogue import Problem
from bot.domain.model import Language
from bot.i18n import texts

_LINE = re.compile(r" line (\d+)")  # of a file that has no name
_CLDR = {Language.EN: "en_GB", Language.ZH_CN: "zh_Hans", Language.ZH_TW: "zh_Hant"}
_PARTS = {
    "(file)": "mistake-part-file",
    "(record)": "mistake-part-record",
    "(header)": "mistake-part-header",
    "(row)": "mistake-part-row",
}


def line(problem: Problem, language: Language = Language.EN) -> str:
    """All of it: where, in which field, and what."""
    t = texts()
    parts = [place(problem, language), field(problem, language), what(problem, language)]
    return reduce(
        lambda before, after: t(language, "mistake-after", before=before, after=after), filter(None, parts)
    )


def is_line(problem: Problem) -> bool:
    return _LINE.fullmatch(problem.place) is not None


def place(problem: Problem, language: Language) -> str:
    """Empty for the whole of a file that has no name."""
    found = _LINE.fullmatch(problem.place)
    return texts()(language, "import-line", number=found[1]) if found else problem.place.strip()


def field(problem: Problem, language: Language) -> str:
    part = _PARTS.get(problem.field)
    return texts()(language, part) if part else problem.field


def what(problem: Problem, language: Language = Language.EN) -> str:
    t = texts()
    params = {name: _filled(name, value, language) for name, value in problem.params.items()}
    said = t(language, problem.key, **params)
    return t(language, "mistake-quoted", value=problem.value, what=said) if problem.value else said


def _filled(name: str, value: str | int | list[str], language: Language) -> str | int:
    match name, value:
        case "reason", str():
            return texts()(language, value)
        case "place", str() if found := _LINE.fullmatch(value):
            return texts()(language, "mistake-in-line", number=found[1])
        case "place", str():
            return value.strip()
        case _, list():
            return format_list(value, "or", locale=_CLDR[language])
        case _:
            return value
