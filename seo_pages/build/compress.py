"""The compressed copies beside each text file, for servers that send them unchanged.

The levels were chosen by measuring (docs/performance.md): from Brotli's 5 to 9 a page takes many times as long and hardly
shrinks, and 11 would take longer than all the rest of the build.
"""

import zlib

import brotli

GZIP_LEVEL = 7
BROTLI_QUALITY = 5
TEXT = (".html", ".svg", ".css", ".js", ".json", ".xml", ".txt", ".webmanifest")
COPIES = (".gz", ".br")


def is_text(path: str) -> bool:
    return path.endswith(TEXT)


def packed(raw: bytes) -> dict[str, bytes]:
    """The copies by what is added to the name. The same bytes give the same copies: no time and no name is in them."""
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return {
        ".gz": packer.compress(raw) + packer.flush(),
        ".br": brotli.compress(raw, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY, lgwin=18),
    }
