"""Words that staff keep out of rooms: a message is compared word by word, with look-alike letters folded, so Scunthorpe passes."""

import re
import unicodedata

_ALIKE = str.maketrans({
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "i", "|": "i", "l": "i",
    "€": "e", "ß": "ss", "ı": "i", "ø": "o", "đ": "d", "ł": "i", "æ": "ae", "œ": "oe",
    # Cyrillic and Greek letters that look like Latin ones
    "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y", "х": "x", "і": "i",
    "ї": "i", "ѕ": "s", "ј": "j", "ԁ": "d", "ԛ": "q", "ԝ": "w", "һ": "h", "ӏ": "i", "г": "r", "п": "n", "и": "u", "ц": "u",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o", "ρ": "p", "σ": "o", "ς": "c", "τ": "t",
    "υ": "u", "χ": "x", "ω": "w", "γ": "y",
})  # fmt: skip
_WORD = re.compile(r"[\w@$!|€]+")
_LETTERS = re.compile(r"\w+")
_SPELLED = re.compile(r"(?<!\w)\w(?:[\s.\-_*]{1,2}\w){2,}(?!\w)")
_THRICE = re.compile(r"(.)\1{2,}")


def folded(word: str) -> str:
    """The word with case, accents and look-alike letters folded, and three or more of the same letter as one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _THRICE.sub(r"\1", plain.translate(_ALIKE).replace("_", ""))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, each once. A word that is spelled letter by letter ("b.a.d") counts as one word."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    found = [*_WORD.findall(shown), *_LETTERS.findall(shown)]
    found += [re.sub(r"[\W_]", "", spelled) for spelled in _SPELLED.findall(shown)]
    found += [piece for word in _LETTERS.findall(shown) for piece in word.split("_")]
    words = [folded(word) for word in found]
    # "bad!!!": signs at the end are rather signs than letters, and both readings are compared.
    return list(dict.fromkeys(word for word in words if word))
