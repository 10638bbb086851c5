"""Numbers as texts spell them."""

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    **{word: i + 1 for i, word in enumerate(_UNITS)}, **{word: 20 + 10 * i for i, word in enumerate(_TENS)}, "a dozen": 12,
    **{f"{ten}-{unit}": 20 + 10 * i + k + 1 for i, ten in enumerate(_TENS) for k, unit in enumerate(_UNITS[:9])},
    "a hundred": 100, "two hundred": 200, "three hundred": 300, "five hundred": 500, "a thousand": 1000,
}  # fmt: skip
NUMBER = "(?P<number>" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|\d+)"
"""A pattern for all of them."""


def number_of(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]
