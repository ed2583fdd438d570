"""`./run.sh bench`: prints what was measured, against its bound or a baseline of the same run, and writes bench.json.

--quick leaves out the chat of 10,000 turns and measures less often.
"""

import argparse
import asyncio
import json
import os
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import rows
from tests.bench.rows import Row


async def measure(folder: Path, quick: bool) -> list[Row]:
    lengths, repeats = ([10, 1000], 15) if quick else ([10, 1000, 10_000], 40)
    found = await rows.first_token(folder, lengths, repeats)
    found += await rows.settling(folder, 3 if quick else 10)
    found += await rows.scenario(folder, 3 if quick else 7)
    found += await rows.written(folder)
    found += await rows.chunks()
    found += await rows.streams(folder, 20 if quick else 100, 100 if quick else 400)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(machine)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder), quick))
    for row in found:
        print(f"{row.name:60} {row.value:10.2f} {row.unit:3} {row.of}")
    Path("bench.json").write_text(json.dumps({"machine": machine, "rows": [asdict(row) for row in found]}, indent=1))


if __name__ == "__main__":
    main()
