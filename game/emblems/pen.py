"""The pen: shapes in tones, symmetric ones from their left half, gathered into one short SVG."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter

from game.emblems.extent import SAME, Mark, marked, matrix_of, multiply
from game.emblems.palette import Tone
from game.emblems.paths import Point, Segment, close, flip, num, parse, write
from game.emblems.traits import Traits

_STEP = ("lit", "mid", "dark", "deep")
_SHAPE = re.compile(r'<(path d="[^"]*"|circle cx="[^"]*" cy="[^"]*" r="[^"]*")(.*)/>')
_NO_STROKE = ' stroke="none"'


class Pen:
    """Shapes drawn so far.

    marks: how far the shapes reach that were drawn while `measured`, in the units of the drawing.
    span: half the width over which a tone's light falls; flat: only a lit and a dark half; light: the line along which edges go dark.
    """

    def __init__(self, uid: str, paints: dict[str, Tone | str], warp: Callable[[Point], Point] | None = None) -> None:
        self.uid, self.paints, self.warp = uid, paints, warp
        self.span, self.light, self.flat = 30.0, (24, 10, 70, 78), False
        self.out: list[str] = []
        self.defs: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.measured, self.marks = False, list[Mark]()
        self._matrix = SAME

    def paint(self, name: str) -> str:
        """ "bone": lit from the left; "bone.dark": one flat step; "bone|": lit from above; "#fff" and flat colours as they are."""
        if name[0] in "#nu":
            return name
        if name.endswith("|"):
            return self._tone(name[:-1], "v", 'x1="0" y1="12" x2="0" y2="90"', (0, 1, 2), (0, 0.4, 1))
        if "." in name:
            base, step = name.split(".")
            return self.paints[base][_STEP.index(step)]
        colour = self.paints[name]
        if isinstance(colour, str):
            return colour
        if self.flat:
            return self._tone(name, "flat", 'x1="0" x2="96"', (1, 2), (0.5, 0.5))
        span = self.span
        return self._tone(name, f"{span:.0f}", f'x1="{num(48 - span)}" x2="{num(48 + span)}"', (0, 1, 2, 3), (0, 0.5, 0.5, 1))

    def _tone(self, name: str, mark: str, line: str, steps: tuple[int, ...], offsets: tuple[float, ...]) -> str:
        tone = self.paints[name]
        stops = "".join(_stop(at, tone[step]) for at, step in zip(offsets, steps, strict=True))
        return self.define(f"{name}/{mark}", f'linearGradient gradientUnits="userSpaceOnUse" {line}', stops)

    def define(self, name: str, element: str, inner: str) -> str:
        """Store a definition under a short id, once per name. Returns its url(#…)."""
        key = self.ids.setdefault(name, f"{self.uid}{len(self.ids):x}")
        tag, _, attributes = element.partition(" ")
        self.defs[key] = f'<{tag} id="{key}" {attributes}>{inner}</{tag}>'.replace('" >', '">')
        return f"url(#{key})"

    def radial(self, name: str, inner: str, outer: str, x: float = 48, y: float = 44, r: float = 52, fade: bool = False) -> str:
        end = f'stop-color="{self.paint(outer)}"' + (' stop-opacity="0"' if fade else "")
        stops = f'{_stop(0, self.paint(inner))}<stop offset="1" {end}/>'
        return self.define(
            name, f'radialGradient gradientUnits="userSpaceOnUse" cx="{num(x)}" cy="{num(y)}" r="{num(r)}"', stops
        )

    def edge(self) -> str:
        """The stroke of every shape: rim light above left that sinks into the dark below right."""
        x1, y1, x2, y2 = self.light
        stops = "".join(_stop(at, self.paint(name)) for at, name in ((0.3, "rim"), (0.62, "ink")))
        return self.define(
            f"edge/{x2}/{y2}",
            f'linearGradient gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"',
            stops,
        )

    def _bent(self, d: str) -> list[Segment]:
        bend = self.warp
        return [(command, [bend(p) for p in points]) for command, points in parse(d)] if bend else parse(d)

    def _put(self, segments: list[Segment], paint: str, rim: bool, opacity: float) -> None:
        stroke = f' stroke="{self.edge()}"' if rim else ""
        if self.measured:
            self.marks += marked(self._matrix, segments, 1.1 if rim else 0)
        self.out.append(f'<path d="{write(segments)}" fill="{self.paint(paint)}"{stroke}{_see(opacity)}/>')

    def shape(self, d: str, paint: str, rim: bool = True, opacity: float = 1) -> None:
        self._put(self._bent(d), paint, rim, opacity)

    def whole(self, d: str, paint: str, rim: bool = True, opacity: float = 1) -> None:
        """A symmetric shape from its left half, top to bottom."""
        self._put(close(self._bent(d)), paint, rim, opacity)

    def pair(self, d: str, paint: str, rim: bool = True, opacity: float = 1) -> None:
        """A shape and its mirror image."""
        left = self._bent(d)
        self._put([*left, *flip(left)], paint, rim, opacity)

    def line(self, d: str, paint: str, width: float = 1.4, opacity: float = 1, twin: bool = False, dash: str = "") -> None:
        """A line; twin: with its mirror image; dash: lengths of strokes and gaps."""
        path = self._bent(d)
        path = [*path, *flip(path)] if twin else path
        if self.measured:
            self.marks += marked(self._matrix, path, width)
        d = write(path)
        gaps = f' stroke-dasharray="{dash}"' if dash else ""
        self.out.append(
            f'<path d="{d}" fill="none" stroke="{self.paint(paint)}" stroke-width="{num(width)}"{gaps}{_see(opacity)}/>'
        )

    def dot(self, x: float, y: float, r: float, paint: str, rim: bool = False, opacity: float = 1, twin: bool = False) -> None:
        x, y = self.warp((x, y)) if self.warp else (x, y)
        stroke = f' stroke="{self.edge()}"' if rim else ""
        for at in (x, 96 - x) if twin else (x,):
            if self.measured:
                self.marks += marked(self._matrix, [("M", [(at, y)])], 2 * r + 1.1 * rim)
            self.out.append(
                f'<circle cx="{num(at)}" cy="{num(y)}" r="{num(r)}" fill="{self.paint(paint)}"{stroke}{_see(opacity)}/>'
            )

    def ring(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        paint: str,
        width: float,
        turn: float = 0,
        beams: int = 0,
        opacity: float = 1,
    ) -> None:
        """An ellipse's line, turned by degrees about its middle; beams: broken into so many wedges that point outwards."""
        spin = f' transform="rotate({num(turn)} {num(x)} {num(y)})"' if turn else ""
        step = 6.28319 * rx / beams if beams else 0
        gaps = f' stroke-dasharray="{step * 0.36:.2f} {step * 0.64:.2f}" stroke-linecap="butt"' if beams else ""
        box = (
            f'cx="{num(x)}" cy="{num(y)}" r="{num(rx)}"'
            if rx == ry
            else f'cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
        )
        look = f'fill="none" stroke="{self.paint(paint)}" stroke-width="{num(width)}"{gaps}{_see(opacity)}'
        if self.measured:
            ends = [(x - rx, y), (x + rx, y), (x, y - ry), (x, y + ry)]
            self.marks += marked(multiply(self._matrix, matrix_of(spin)), [("M", ends)], width)
        self.out.append(f"<{'circle' if rx == ry else 'ellipse'} {box} {look}{spin}/>")

    @contextmanager
    def group(self, attributes: str) -> Iterator[None]:
        self.out.append(f"<g {attributes}>")
        outside = self._matrix
        if self.measured:
            self._matrix = multiply(outside, matrix_of(attributes))
        yield
        self._matrix = outside
        self.out.append("</g>")

    def svg(self) -> str:
        """The whole drawing. Attributes that neighbours share are set once on a group around them, the rim on the outermost group."""
        edge = f' stroke="{self.edge()}"'
        rims = sum(edge in part for part in self.out)
        bare = sum(" stroke=" not in part and part[1] not in "g/" for part in self.out)
        shared = edge if rims * len(edge) > bare * len(_NO_STROKE) else ""
        parts: list[tuple[str, str]] = []
        for part in self.out:
            shape = _SHAPE.fullmatch(part)
            if not shape:
                parts.append((part, ""))
                continue
            figure, look = shape.groups()
            if shared:
                look = look.replace(shared, "") if shared in look else look if " stroke=" in look else look + _NO_STROKE
            parts.append((figure, look))
        body = "".join(_group(look, [figure for figure, _ in run]) for look, run in groupby(parts, key=itemgetter(1)))
        defs = "".join(self.defs.values())
        lines = 'stroke-width="1.1" stroke-linejoin="round" stroke-linecap="round"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><defs>{defs}</defs><g {lines}{shared}>{body}</g></svg>'


def _group(look: str, figures: list[str]) -> str:
    """Consecutive figures with the same look. Tags of groups have no look."""
    if not look:
        return "".join(figure if figure[-1] == ">" else f"<{figure}/>" for figure in figures)
    if len(figures) == 1:
        return f"<{figures[0]}{look}/>"
    return f"<g{look}>" + "".join(f"<{figure}/>" for figure in figures) + "</g>"


def _stop(at: float, colour: str) -> str:
    offset = f' offset="{at:g}"'.replace('"0.', '".') if at else ""
    return f'<stop{offset} stop-color="{colour}"/>'


def _see(opacity: float) -> str:
    return f' opacity="{opacity:.2g}"'.replace('"0.', '".') if opacity < 1 else ""


Draw = Callable[[Pen, Traits, int], None]
"""Draws one motif. The number is the rank of the rarity, 0 to 4."""
