"""Small charts without axes, for a cell of a table. What they show stands beside them in words."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 120, 32, 4


@dataclass(frozen=True, slots=True)
class Spark:
    """A line (``points``, ending in a dot) or ``bars`` (x, y, width, height); ``words`` tell it."""

    points: str = ""
    end: tuple[float, float] | None = None
    bars: tuple[tuple[float, float, float, float], ...] = ()
    words: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def line(values: Sequence[float]) -> Spark:
    """A run of values from left to right, lowest to highest over the whole height."""
    low, high = min(values), max(values)
    across = (WIDTH - 2 * EDGE) / (len(values) - 1)
    down = (HEIGHT - 2 * EDGE) / (high - low or 1)
    at = [
        (round(EDGE + n * across, 1), round(HEIGHT - EDGE - (v - low) * down, 1))
        for n, v in enumerate(values)
    ]
    return Spark(points=" ".join(f"{x},{y}" for x, y in at), end=at[-1])


def bars(values: Sequence[float], words: str) -> Spark:
    """Values side by side, from zero."""
    step = WIDTH / len(values)
    top = max(values) or 1
    return Spark(
        bars=tuple(
            (
                round(n * step + 1, 1),
                round(HEIGHT - (HEIGHT - 2) * max(v, 0) / top, 1),
                round(step - 2, 1),
                round((HEIGHT - 2) * max(v, 0) / top, 1),
            )
            for n, v in enumerate(values)
        ),
        words=words,
    )
