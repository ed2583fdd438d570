"""`./run.sh bench`: measures on this machine, each row against a baseline of the same run and against what is asked of
it, prints a table and writes bench.json. --quick takes under a minute: no chat of 10,000 turns, no queue of memories, 20
live streams, fewer repeats.
"""

import argparse
import asyncio
import json
import os
import platform
import tempfile
from collections.abc import Coroutine, Iterator
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from chat.db.driver import load_driver
from tests.bench.accuracy import accuracy
from tests.bench.draining import draining
from tests.bench.embedded import embedded
from tests.bench.exchanging import exchanging
from tests.bench.holding import holding
from tests.bench.lengths import by_length
from tests.bench.load import chunks, streams
from tests.bench.row import HEAD, Row, table
from tests.bench.settling import scenario, settling
from tests.bench.stepped import TEXTS, hardest, longest


def parts(folder: Path, quick: bool) -> Iterator[Coroutine[Any, Any, list[Row]]]:
    yield by_length(folder, [10, 1000] if quick else [10, 1000, 10_000], 10 if quick else 40)
    yield exchanging(folder / "sessions", [1000] if quick else [1000, 10_000])
    yield settling(folder, 2 if quick else 10)
    yield scenario(folder, 2 if quick else 9)
    yield chunks(folder, 3 if quick else 9)
    if quick:
        yield streams(folder / "live", 20, 80)
    else:
        yield streams(folder / "live", 100, 400)
        yield streams(folder / "busy", 100, 400, 2000)
        yield draining(folder / "draining", 10_000, 40)
    yield holding(folder / "holding", *((300, 2_000) if quick else (10_000, 100_000)))
    yield hardest(folder / "hardest", *((300, 2, TEXTS[:1]) if quick else (10_000, 10)))
    yield embedded(folder, 2 if quick else 8)
    yield accuracy(folder / "accuracy")


async def measure(folder: Path, quick: bool) -> list[Row]:
    """Prints each part as soon as it is there."""
    found = []
    for part in parts(folder, quick):
        made = await part
        print(table(made), flush=True)
        found += made
    slowest, where = longest(folder)
    print(f"{table([slowest])}\nThat was {where}.", flush=True)
    return [*found, slowest]


def machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1e9, 1),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": load_driver().sqlite_version,
        "load_before": round(os.getloadavg()[0], 2),
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def _busy() -> float:
    """Seconds all cores have worked since the start of the machine; 0 where nobody says."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, interrupt, soft, *_ = map(int, stat.read_text().split("\n", 1)[0].split()[1:])
    return (user + nice + system + interrupt + soft) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    described, began, busy = machine(), monotonic(), _busy()
    print(", ".join(f"{name} {value}" for name, value in described.items()), flush=True)
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder), quick))
    if not any(row.name.startswith("embedded") for row in found):
        print("The embedded model is not there, and was not measured: ./run.sh models fetch")
    missed = [f"{row.name}: {', '.join(row.missed)}" for row in found if row.missed]
    print(
        f"{monotonic() - began:.0f} s. {f'{len(missed)} missed: ' if missed else 'Nothing missed'}{'; '.join(missed)}"
    )
    spent = sum(os.times()[:4])
    described["cores_taken_by_others"] = round((_busy() - busy - spent) / (monotonic() - began), 2)
    print(f"Others took {described['cores_taken_by_others']} of {described['cores']} cores meanwhile.")
    rows = [asdict(row) | {"missed": row.missed} for row in found]
    Path("bench.json").write_text(json.dumps({"machine": described, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
