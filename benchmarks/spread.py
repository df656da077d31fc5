"""What a series of measurements comes to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from random import Random

_RESAMPLES = 400


def quantile(series: Sequence[float], share: float) -> float:
    """The least value that such a share of the series does not exceed."""
    return sorted(series)[min(len(series) - 1, int(len(series) * share))]


def p99(series: Sequence[float]) -> float:
    return quantile(series, 0.99)


def spread(series: Sequence[float]) -> dict[str, float]:
    return {"p50": statistics.median(series), "p99": p99(series), "max": max(series), "n": len(series)}


def added_p99(ours: Sequence[float], bare: Sequence[float]) -> tuple[float, float]:
    """Where 95 % of the differences at p99 lie when both are drawn again from what was measured."""
    random = Random(1)
    differences = sorted(
        p99(random.choices(ours, k=len(ours))) - p99(random.choices(bare, k=len(bare)))
        for _ in range(_RESAMPLES)
    )
    return differences[int(_RESAMPLES * 0.025)], differences[int(_RESAMPLES * 0.975)]
