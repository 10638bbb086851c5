"""Names for guests, made from a number: a first half, a second half that fits the faction, and two or more digits."""

_FIRST = (
    "Ash", "Bram", "Cind", "Dusk", "Esk", "Fern", "Gall", "Harrow", "Isk", "Jett", "Kest", "Lorn", "Mor", "Nox", "Orr", "Pell",
    "Quill", "Rook", "Sable", "Tarn", "Umber", "Vesp", "Wick", "Yarrow",
)  # fmt: skip
_SECOND = {
    "vampire": ("abel", "aine", "crest", "elle", "ette", "gaunt", "iora", "lace", "mire", "thorne", "vale", "wyn"),
    "werewolf": ("bark", "born", "claw", "fell", "gar", "hide", "jaw", "mane", "pelt", "rend", "run", "tooth"),
}


DIGITS = (2, 4, 6, 8)
"""Numbers of digits at the end of a name. The first that leaves enough free names is used."""


def name(faction: str, number: int, digits: int = 2) -> str:
    """A name of up to 12 letters and `digits` digits. number: any whole number from 0; it selects one of the names.

    With two digits each faction has 28,800 names; each further digit gives ten times as many.
    """
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND[faction]))
    return f"{_FIRST[first]}{_SECOND[faction][second]}{number % 10**digits:0{digits}d}"
