"""The compressed copies beside each text file, for servers that send them unchanged.

The levels were chosen by measuring (docs/performance.md): from Brotli 5 to Brotli 9, a page takes many times as long and
becomes hardly smaller; Brotli 11 would take longer than the rest of the build.
"""

import zlib

import brotli

GZIP_LEVEL = 7
BROTLI_QUALITY = 5
TEXT = (".html", ".svg", ".css", ".js", ".json", ".xml", ".txt", ".webmanifest")


def is_text(path: str) -> bool:
    return path.endswith(TEXT)


def compressed_copies(raw: bytes) -> dict[str, bytes]:
    """The copies by the suffix of their file names. Equal bytes give equal copies: they contain no time and no name."""
    gzip = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return {
        ".gz": gzip.compress(raw) + gzip.flush(),
        ".br": brotli.compress(raw, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY, lgwin=18),
    }
