"""Files to import, as the tests of their reading and of their application write them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any


def csv_file(*rows: dict[str, str], **dialect: Any) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def json_file(*titles: Any, **top: Any) -> bytes:
    return json.dumps({"format": "microdrama-catalogue", "version": 1, "titles": titles, **top}).encode()
