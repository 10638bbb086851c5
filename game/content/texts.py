"""Finding texts that nearly copy each other, by shared runs of four words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

_word = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def four_grams(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of four words in a text, ignoring case and punctuation."""
    words = _word.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))


def near_copies(texts: Mapping[str, str], share: float = 1 / 3) -> Iterator[tuple[str, str]]:
    """Pairs of keys whose texts share more than `share` of the shorter one's 4-grams."""
    holders: dict[tuple[str, ...], list[str]] = {}
    sizes: dict[str, int] = {}
    for key, text in texts.items():
        grams = four_grams(text)
        sizes[key] = len(grams)
        shared: Counter[str] = Counter()
        for gram in grams:
            if (others := holders.get(gram)) is None:  # of most
                holders[gram] = [key]
            else:
                shared.update(others)
                others.append(key)
        for other, count in shared.items():
            if count > share * min(len(grams), sizes[other]):
                yield key, other
