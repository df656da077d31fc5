"""Who has to make room when what is kept for everybody gets too much: whoever takes the most, so that nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def first_to_go(kept: Mapping[str, tuple[int, int]]) -> str:
    """Of whoever holds the most, the oldest. `kept`: owner and size by token, the oldest first."""
    held = Counter[int]()
    for owner, size in kept.values():
        held[owner] += size
    greedy = max(held, key=held.__getitem__)
    return next(token for token, (owner, _) in kept.items() if owner == greedy)
