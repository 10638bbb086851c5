"""Numbers for drawings, computed from a name."""

from zlib import crc32


class SeededNumbers:
    """Pseudo-random whole numbers from a name, always the same, so that a page's bytes depend on content only."""

    def __init__(self, name: str) -> None:
        self.state = crc32(name.encode()) or 1

    def __call__(self, low: int, high: int) -> int:
        self.state = (self.state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        return low + (self.state >> 8) % (high - low + 1)
