"""`python bench/packing.py`: time and size of our pages and emblems at each level of gzip and Brotli."""

import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import brotli

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from game.content import catalogue
from game.content.registry import FIXTURES
from seo_pages.build.outputs import make, plan_outputs

EVERY = 4
"""Only every fourth file is compressed."""


def line(name: str, files: list[bytes], pack: Callable[[bytes], bytes]) -> None:
    begun = time.process_time()
    size = sum(len(pack(raw)) for raw in files)
    took = time.process_time() - begun
    print(f"{name:12}{took / len(files) * 1000:10.2f}{size / len(files):10,.0f}{size / sum(map(len, files)):9.1%}")


def main() -> None:
    planned = plan_outputs(catalogue(), "https://vvw.example", FIXTURES)
    files = [make(output, planned.site)[0] for output in planned.outputs[::EVERY] if not isinstance(output.subject, bytes)]
    print(
        f"{len(files):,} files of {sum(map(len, files)) / len(files):,.0f} bytes\n\n{'':12}{'ms each':>10}{'bytes':>10}{'left':>9}"
    )
    for level in (1, 6, 7, 9):
        line(f"gzip {level}", files, partial(zlib.compress, level=level))
    for quality in (1, 4, 5, 6, 9, 11):
        line(
            f"brotli {quality}", files,
            partial(brotli.compress, mode=brotli.MODE_TEXT, quality=quality, lgwin=18),
        )  # fmt: skip


if __name__ == "__main__":
    main()
