"""Sixteen figures for shields, each bold enough to be read at 24 px; drawn about (48, 46), some 44 wide."""

from collections.abc import Callable

from game.emblems.pen import Pen


def fangs(pen: Pen) -> None:
    pen.whole("M48 26 L22 26 C24 34 28 36 30 36 C30 50 34 60 38 68 C42 58 42 48 42 38 L48 38", "charge")


def claw(pen: Pen) -> None:
    for x in (32, 46, 60):
        pen.shape(f"M{x + 6} 22 C{x + 2} 40 {x - 4} 54 {x - 12} 68 C{x - 2} 60 {x + 8} 44 {x + 6} 22 Z", "charge")


def moon(pen: Pen) -> None:
    pen.shape("M56 22 C24 18 18 62 48 70 C56 72 64 68 68 62 C44 66 36 36 56 22 Z", "charge")
    pen.shape("M60 34 L62 41 L69 43 L62 45 L60 52 L58 45 L51 43 L58 41 Z", "charge")


def bat(pen: Pen) -> None:
    pen.whole(
        "M48 34 L44 28 L42 36 C34 24 22 26 14 36 C20 38 22 42 22 50 C26 46 30 46 33 54 C37 49 40 50 42 58 L48 66", "charge"
    )
    pen.dot(45.4, 40, 1.3, "field", twin=True)


def wolf(pen: Pen) -> None:
    pen.whole("M48 30 L42 28 L30 18 L28 36 L22 50 L30 52 L28 58 L38 60 L42 72 L48 76", "charge")
    pen.pair("M44 46 L34 40 L36 46 Z", "field", rim=False)
    pen.whole("M48 64 L43.6 63 L48 70", "field", rim=False)


def skull(pen: Pen) -> None:
    pen.whole("M48 20 C30 20 24 34 28 46 L36 52 L37 64 L48 66", "charge")
    pen.pair("M44 42 C42 35 33 36 33 42 C33 48 40 50 44 46 Z", "field", rim=False)
    pen.whole("M48 48 L45 54 L48 55", "field", rim=False)
    pen.line("M43 58 L43 65 M48 58 L48 66 M53 58 L53 65", "field", 1.6)


def key(pen: Pen) -> None:
    pen.whole("M48 16 C38 16 34 24 36 30 C37 36 42 38 45 39 L45 74 L48 76", "charge")
    pen.dot(48, 27, 5, "field")
    pen.shape("M51 56 L62 56 L62 61 L57 61 L57 65 L62 65 L62 71 L51 71 Z", "charge")


def sabres(pen: Pen) -> None:
    for turn in (-38, 38):
        with pen.group(f'transform="rotate({turn} 48 48)"'):
            pen.whole("M48 12 L45 20 L45.4 60 L38 61 L38 64 L46 65 L46 76 L48 78", "charge")


def tower(pen: Pen) -> None:
    pen.whole("M48 26 L45 26 L45 20 L38 20 L38 26 L34 26 L34 20 L28 20 L28 36 L33 40 L33 66 L28 70 L28 74 L48 74", "charge")
    pen.whole("M48 54 C44 54 42 58 42 62 L42 74 L48 74", "field", rim=False)


def thorn(pen: Pen) -> None:
    for turn in (0, 120, 240):
        with pen.group(f'transform="rotate({turn} 48 48)"'):
            pen.whole("M48 14 C40 22 38 32 45 44 L48 48", "charge")
    pen.dot(48, 48, 7, "field", rim=True)
    pen.dot(48, 48, 3.6, "charge")


def drop(pen: Pen) -> None:
    pen.whole("M48 16 C44 32 30 42 30 56 C30 68 40 74 48 74", "charge")
    pen.shape("M40 50 C36 60 42 66 48 67 C42 68 34 64 40 50 Z", "field", rim=False, opacity=0.6)


def eye(pen: Pen) -> None:
    pen.whole("M48 30 C36 30 26 38 18 48 C26 58 36 64 48 64", "charge")
    pen.dot(48, 47, 11, "field")
    pen.whole("M48 37 C44 43 44 51 48 57", "charge", rim=False)


def flame(pen: Pen) -> None:
    pen.shape(
        "M50 14 C56 28 68 38 66 54 C64 68 54 74 47 74 C36 74 28 66 30 54 C31 46 37 42 38 34 C42 38 43 42 43 45 C49 36 51 26 50 14 Z",
        "charge",
    )
    pen.shape("M49 48 C54 54 57 58 55 64 C53 69 49 70 47 70 C42 70 39 66 41 61 C44 60 48 56 49 48 Z", "field", rim=False)


def crown(pen: Pen) -> None:
    pen.whole("M48 22 L42 44 L30 30 L30 46 L18 36 L24 68 L48 72", "charge")
    pen.whole("M48 62 L25 59 L26 64 L48 67", "field", rim=False)


def chalice(pen: Pen) -> None:
    pen.whole("M48 22 L28 22 C28 38 36 46 45 50 L45 62 C38 64 33 68 32 73 L48 73", "charge")
    pen.whole("M48 26 L32 26 L34 32 L48 33", "field", rim=False)


def feather(pen: Pen) -> None:
    pen.shape("M62 14 C40 18 30 34 32 56 L26 76 L30 76 L36 60 C56 56 66 38 62 14 Z", "charge")
    pen.line("M58 22 C46 34 38 46 33 62 M50 32 L40 34 M46 40 L36 44 M54 30 L56 38 M48 40 L50 48", "field", 1.5)


CHARGES: tuple[Callable[[Pen], None], ...] = (
    fangs, claw, moon, bat, wolf, skull, key, sabres, tower, thorn, drop, eye, flame, crown, chalice, feather,
)  # fmt: skip
