"""A row of the bench: what was measured so many times, against a baseline of the same run and against what is asked."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Figure = Literal["p50", "p95", "p99", "ratio"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The bound of one figure of a row."""

    figure: Figure
    limit: float
    least: bool = False

    def __str__(self) -> str:
        return f"{self.figure} {'≥' if self.least else '≤'} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """`ratio` is that of the medians, to `against`. `least` is what a busy machine spoils last."""

    name: str
    unit: str
    count: int
    least: float
    p50: float
    p95: float
    p99: float
    against: str = ""
    ratio: float | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def missed(self) -> list[str]:
        found = []
        for asked in self.asked:
            value = getattr(self, asked.figure)
            if value is None or (value < asked.limit if asked.least else value > asked.limit):
                found.append(str(asked))
        return found


def row(
    name: str, unit: str, values: Sequence[float], *asked: Asked, against: tuple[str, Sequence[float]] | None = None
) -> Row:
    """`against` names a baseline and gives its values."""
    ordered = sorted(values)
    p50 = statistics.median(ordered)
    p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.95, 0.99))
    name_of, base = against or ("", ())
    ratio = p50 / statistics.median(base) if base and statistics.median(base) else None
    return Row(name, unit, len(ordered), ordered[0], p50, p95, p99, name_of, ratio, asked)


HEAD = f"{'':58}{'n':>5}{'least':>10}{'p50':>10}{'p95':>10}{'p99':>10}      ratio"


def table(rows: Sequence[Row]) -> str:
    return "\n".join(map(_line, rows))


def _line(found: Row) -> str:
    figures = "".join(f"{value:10.2f}" for value in (found.least, found.p50, found.p95, found.p99))
    ratio = f"{found.ratio:7.2f} × {found.against}" if found.ratio is not None else ""
    asked = ", ".join(map(str, found.asked))
    verdict = f"  [{asked}: {'MISSED' if found.missed else 'kept'}]" if asked else ""
    return f"{found.name:58}{found.count:5}{figures} {found.unit:4}{ratio}{verdict}".rstrip()
