"""Names for guests, drawn from a number: a first half, a second half that fits the faction, two digits or more."""

_FIRST = (
    "Ash", "Bram", "Cind", "Dusk", "Esk", "Fern", "Gall", "Harrow", "Isk", "Jett", "Kest", "Lorn", "Mor", "Nox", "Orr", "Pell",
    "Quill", "Rook", "Sable", "Tarn", "Umber", "Vesp", "Wick", "Yarrow",
)  # fmt: skip
_SECOND = {
    "vampire": ("abel", "aine", "crest", "elle", "ette", "gaunt", "iora", "lace", "mire", "thorne", "vale", "wyn"),
    "werewolf": ("bark", "born", "claw", "fell", "gar", "hide", "jaw", "mane", "pelt", "rend", "run", "tooth"),
}


DIGITS = (2, 4, 6, 8)
"""How many digits a name may end in: the first that leaves enough free names is used."""


def name(faction: str, number: int, digits: int = 2) -> str:
    """A name of up to 12 letters and so many digits. With two digits there are 28,800 for each faction, with each further
    digit ten times as many. number: any whole number from 0; each draws one of them."""
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND[faction]))
    return f"{_FIRST[first]}{_SECOND[faction][second]}{number % 10**digits:0{digits}d}"
