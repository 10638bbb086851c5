"""The background of a card: a night sky with a moon above the roofs of a city, in one tint."""

from game.emblems.palette import oklch
from game.emblems.traits import Traits

WIDE, TALL = 1200, 630


def night(seed: str, hue: float, chroma: float) -> str:
    """SVG elements. hue: in degrees of OKLCH. chroma: 0.02 (grey) to 0.16 (rich). seed: determines moon, stars and roofs.

    The glow consists of flat rings, because a gradient takes three times the time and the bytes.
    """
    t = Traits(f"card/{seed}")
    x, y = t.num("moon-x", 935, 1065), t.num("moon-y", 110, 150)
    moon = oklch(0.86, 0.035, hue)
    stars = "".join(
        f'<circle cx="{t.num(f"x{i}", 20, 1180):.0f}" cy="{t.num(f"y{i}", 20, 300):.0f}" r="{t.num(f"r{i}", 0.8, 2):.1f}"/>'
        for i in range(16)
    )
    sky = "".join(
        f'<circle cx="320" cy="315" r="{radius}" fill="{oklch(0.135 + i * 0.017, round(chroma * (0.3 + i * 0.055), 4), hue)}"/>'
        for i, radius in enumerate(range(950, 280, -85))
    )
    halo = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r}"/>' for r in (150, 120, 94))
    return (
        f'<path fill="{oklch(0.125, chroma * 0.25, hue)}" d="M0 0H{WIDE}V{TALL}H0Z"/>{sky}<g fill="{moon}" fill-opacity=".5">{stars}</g>'
        f'<g fill="{moon}" fill-opacity=".035">{halo}</g><circle cx="{x:.0f}" cy="{y:.0f}" r="66" fill="{moon}" fill-opacity=".22"/>'
        f'<path d="{roofs(t, "far", 470, 46)}" fill="{oklch(0.185, chroma * 0.5, hue)}"/>'
        f'<path d="{roofs(t, "near", 545, 62)}" fill="{oklch(0.13, chroma * 0.35, hue)}"/>'
    )


def roofs(t: Traits, row: str, base: float, width: float) -> str:
    """Path data of a row of houses across the card: gables, flat roofs and some spires. base: height of the eaves, in pixels."""
    d, x, i = f"M0 {TALL}L0 {base:.0f}", 0.0, 0
    while x < WIDE:
        w, h = width * t.num(f"{row}w{i}", 0.6, 1.5), t.num(f"{row}h{i}", -24, 34)
        form = t.pick(f"{row}{i}", ("gable", "gable", "gable", "flat", "spire"))
        eaves = base - h
        if form == "gable":
            d += f"V{eaves:.0f}L{x + w / 2:.0f} {eaves - w * 0.6:.0f}L{x + w:.0f} {eaves:.0f}"
        elif form == "spire":
            d += f"V{eaves:.0f}H{x + w * 0.3:.0f}L{x + w / 2:.0f} {eaves - w * 1.7:.0f}L{x + w * 0.7:.0f} {eaves:.0f}H{x + w:.0f}"
        else:
            d += f"V{eaves:.0f}H{x + w * 0.6:.0f}v-18h12v18H{x + w:.0f}"
        x, i = x + w, i + 1
    return f"{d}V{TALL}Z"
