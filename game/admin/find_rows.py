"""How the lists of the game are searched: each part of what was typed is a player, a thing or a number, and all must hold.

A name is looked up first, from its index, and the rows are then found by number. Django's own search joins the characters to
every row and compares each name: two seconds for a million holdings.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from game.models import Character
from game.presenters.slug_search import slugs_named
from vvw_site.foundation.converters import ID_MAX

WORDS_MOST = 12
LONGEST_NAME = 6
"""Words."""


class FindsByPlayerAndThing:
    """For an admin of rows with a character. search_fields: besides the character's name, columns that are equal to a part."""

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        for part, characters in parts_of(search_term):
            queryset = queryset.filter(self.meant(part, characters))
        return queryset, False

    def meant(self, part: str, characters: Sequence[int]) -> Q:
        """The rows that one part stands for. A character's name is looked for in no other column, unless it is a slug too."""
        slugs = slugs_named(part)
        found = self.of_characters(characters) if characters else Q()
        if characters and not slugs:
            return found
        columns, number = self.equal_columns(), number_of(part)
        numbers = [c for c in columns if c == "pk" or isinstance(self.opts.get_field(c), IntegerField)]  # type: ignore[attr-defined]
        if number is not None and numbers:  # no slug and no holder is a bare number
            return reduce(or_, (Q(**{column: number}) for column in numbers))
        for column in columns:
            if column not in numbers:
                found |= Q(**{f"{column}__in": [part, *slugs]})
        return found or Q(pk__in=[])

    def of_characters(self, ids: Sequence[int]) -> Q:
        return Q(character__in=ids)

    def equal_columns(self) -> list[str]:
        named = (field.removesuffix("__exact") for field in self.search_fields if field.endswith("__exact"))  # type: ignore[attr-defined]
        return [column for column in named if "__" not in column]


def parts_of(term: str) -> list[tuple[str, list[int]]]:
    """What was typed, in parts, each with the ids of the characters that have it for a name: one statement. A part is the
    longest run of words that is the name of a character or of something in the catalogue, or a single word; in quotation
    marks a run is a part by itself."""
    words = [_bare(word) for word in smart_split(term)][:WORDS_MOST]
    runs = {" ".join(words[i:j]).lower() for i in range(len(words)) for j in range(i + 1, i + LONGEST_NAME + 1)}
    if not runs:
        return []
    named = Character.objects.annotate(lower=Lower("name")).filter(lower__in=sorted(runs)).values_list("lower", "pk")
    ids: dict[str, int] = dict(named)
    parts, at = [], 0
    while at < len(words):
        for end in range(min(at + LONGEST_NAME, len(words)), at, -1):
            part = " ".join(words[at:end])
            known = part.lower() in ids or slugs_named(part)
            if known or end == at + 1:
                parts.append((part, [ids[part.lower()]] if part.lower() in ids else []))
                at = end
                break
    return parts


def number_of(part: str) -> int | None:
    """A number that a key can be; None for everything else."""
    if not (part.isascii() and part.isdecimal() and len(part) < 20):
        return None
    number = int(part)
    return number if number <= ID_MAX else None


def _bare(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
    return unescape_string_literal(word) if quoted else word
