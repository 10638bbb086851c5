"""Level bands: balance is measured per ten levels."""

BAND = 10


def band_of(level: int) -> int:
    """0 for levels 1 to 10, 1 for 11 to 20, and so on."""
    return (level - 1) // BAND


def name_of(band: int) -> str:
    return f"{band * BAND + 1}–{(band + 1) * BAND}"
