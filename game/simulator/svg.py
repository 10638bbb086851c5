"""Charts as SVG: a page with title and legend, and panels with axes. Colours follow the reader's light or dark setting."""

from collections.abc import Iterable, Sequence
from html import escape

COLOURS = {
    "ink": ("#211d2a", "#efebe1"),
    "soft": ("#595263", "#a19fb1"),
    "line": ("#d3c9b5", "#2c3042"),
    "ground": ("#faf6ec", "#14161f"),
    "target": ("#1b6239", "#7ed3a0"),
    "vampire": ("#a81c35", "#ff6f80"),
    "werewolf": ("#2f7d5b", "#a9d3be"),
    "common": ("#6c6678", "#bdbac6"),
    "uncommon": ("#1b6239", "#82d5a0"),
    "rare": ("#1d5690", "#7db9f7"),
    "epic": ("#66369d", "#cda0f8"),
    "legendary": ("#a86400", "#f6bb52"),
    "one": ("#6b4fb0", "#a58cf0"),
    "two": ("#2a6ca8", "#4f9fe0"),
    "three": ("#14807a", "#4fc4b8"),
    "four": ("#5d7d12", "#a6cf5f"),
    "five": ("#b07a08", "#f0b35a"),
    "six": ("#b3263c", "#ff8d8d"),
}
"""Name -> colour on light, colour on dark; from static/css/tokens.css."""
SERIES = ("one", "two", "three", "four", "five", "six")
Point = tuple[float, float]


def _style() -> str:
    def rules(which: int) -> str:
        return "".join(f".f-{n}{{fill:{c[which]}}}.s-{n}{{stroke:{c[which]}}}" for n, c in COLOURS.items())

    return (
        "text{font:13px system-ui,'Segoe UI',Roboto,'Liberation Sans',sans-serif}"
        ".h{font-size:18px;font-weight:600}.n{font-size:12px}.w{font-weight:600}"
        + rules(0)
        + f"@media(prefers-color-scheme:dark){{{rules(1)}}}"
    )


class ChartPage:
    """A chart. width, height: in pixels. note: a line below the title. Panels draw on it."""

    def __init__(self, width: int, height: int, title: str, note: str) -> None:
        self.width, self.height, self.title, self.note = width, height, title, note
        self.parts: list[str] = []
        self.text(28, 36, title, "h f-ink")
        self.text(28, 58, note, "f-soft")

    def add(self, part: str) -> None:
        self.parts.append(part)

    def text(self, x: float, y: float, words: str, classes: str = "f-ink", anchor: str = "start", turn: int = 0) -> None:
        turned = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
        self.add(f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}" text-anchor="{anchor}"{turned}>{escape(words)}</text>')

    def legend(self, x: float, y: float, entries: Sequence[tuple[str, str]], *, step: float = 0) -> None:
        """Swatches in a row. entries: (colour, words). step: pixels from one to the next; 0: by the length of the words."""
        for colour, words in entries:
            self.add(f'<rect x="{x:.1f}" y="{y - 10:.1f}" width="12" height="12" rx="3" class="f-{colour}"/>')
            self.text(x + 18, y, words, "n f-ink")
            x += step or 38 + 7 * len(words)

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" role="img"><title>{escape(self.title)}</title><desc>{escape(self.note)}</desc>'
            f'<style>{_style()}</style><rect width="100%" height="100%" rx="10" class="f-ground"/>{"".join(self.parts)}</svg>\n'
        )


class ChartPanel:
    """A plot on a page. box: left, top, width, height in pixels. x, y: lowest and highest value."""

    def __init__(self, page: ChartPage, box: tuple[float, float, float, float], x: Point, y: Point) -> None:
        self.page, self.box, self.x, self.y = page, box, x, y

    def at(self, x: float, y: float) -> Point:
        left, top, width, height = self.box
        return (
            left + width * (x - self.x[0]) / (self.x[1] - self.x[0]),
            top + height * (1 - (y - self.y[0]) / (self.y[1] - self.y[0])),
        )

    def x_axis(self, ticks: Iterable[tuple[float, str]], label: str = "", *, grid: bool = False) -> None:
        left, top, width, height = self.box
        for value, words in ticks:
            at = self.at(value, self.y[0])[0]
            if grid:
                self.page.add(f'<path d="M{at:.1f} {top:.1f}V{top + height:.1f}" class="s-line"/>')
            self.page.text(at, top + height + 20, words, "n f-soft", "middle")
        self.page.text(left + width / 2, top + height + 42, label, "n f-ink", "middle")

    def y_axis(self, ticks: Iterable[tuple[float, str]], label: str = "", *, grid: bool = True) -> None:
        left, top, width, height = self.box
        for value, words in ticks:
            at = self.at(self.x[0], value)[1]
            if grid:
                self.page.add(f'<path d="M{left:.1f} {at:.1f}H{left + width:.1f}" class="s-line"/>')
            self.page.text(left - 10, at + 4, words, "n f-soft", "end")
        self.page.text(left - 46, top + height / 2, label, "n f-ink", "middle", -90)

    def area(self, low: Point, high: Point, colour: str, opacity: float = 0.16) -> None:
        """A rectangle from one corner to the other, in values."""
        (x0, y0), (x1, y1) = self.at(*low), self.at(*high)
        self.page.add(
            f'<rect x="{x0:.1f}" y="{y1:.1f}" width="{x1 - x0:.1f}" height="{max(0.0, y0 - y1):.1f}" class="f-{colour}" '
            f'opacity="{opacity}"/>'
        )

    def between(self, low: Sequence[Point], high: Sequence[Point], colour: str) -> None:
        """Fill the area between two lines."""
        points = [self.at(*p) for p in low] + [self.at(*p) for p in reversed(high)]
        self.page.add(f'<path d="M{_path(points)}Z" class="f-{colour}" opacity="0.18"/>')

    def line(self, points: Sequence[Point], colour: str, *, dashed: bool = False, wide: float = 2.2) -> None:
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.page.add(
            f'<path d="M{_path([self.at(*p) for p in points])}" fill="none" class="s-{colour}" stroke-width="{wide}" '
            f'stroke-linejoin="round"{dash}/>'
        )

    def dots(self, points: Iterable[Point], colour: str, radius: float = 4.5, opacity: float = 1) -> None:
        for point in points:
            x, y = self.at(*point)
            self.page.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="f-{colour}" opacity="{opacity}"/>')

    def words(self, x: float, y: float, words: str, colour: str = "ink", anchor: str = "start", up: float = 0) -> None:
        left, top = self.at(x, y)
        self.page.text(left, top - up, words, f"n w f-{colour}", anchor)


def _path(points: Sequence[Point]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
