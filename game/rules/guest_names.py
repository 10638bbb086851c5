"""Names for guests, drawn from a number: a first half, a second half that fits the faction, two digits."""

_FIRST = (
    "Ash", "Bram", "Cind", "Dusk", "Esk", "Fern", "Gall", "Harrow", "Isk", "Jett", "Kest", "Lorn", "Mor", "Nox", "Orr", "Pell",
    "Quill", "Rook", "Sable", "Tarn", "Umber", "Vesp", "Wick", "Yarrow",
)  # fmt: skip
_SECOND = {
    "vampire": ("abel", "aine", "crest", "elle", "ette", "gaunt", "iora", "lace", "mire", "thorne", "vale", "wyn"),
    "werewolf": ("bark", "born", "claw", "fell", "gar", "hide", "jaw", "mane", "pelt", "rend", "run", "tooth"),
}


def name(faction: str, number: int) -> str:
    """A name of up to 14 letters and digits; 28,800 for each faction."""
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND[faction]))
    return f"{_FIRST[first]}{_SECOND[faction][second]}{number % 100:02d}"
