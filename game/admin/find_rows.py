"""The search of the game's lists: each part of the text is a player, a catalogue entry or a number, and all parts must match.

Names are looked up first, from their index, and rows are then found by the character's id. Django's own search would join the
characters to every row and compare each name, which takes two seconds for a million holdings.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import IntegerField, Model, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from accounts.admin.base import AdminMixin
from game.models import Character
from game.presenters.slug_search import slugs_named
from vvw_site.foundation.converters import ID_MAX

M = TypeVar("M", bound=Model)
MAX_WORDS = 12
MAX_NAME_WORDS = 6


class PlayerSearchMixin(AdminMixin[M]):
    """Comes before the ModelAdmin of rows with a character. search_fields: the character's name, and `…__exact` columns."""

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[M], search_term: str) -> tuple[QuerySet[M], bool]:
        for part, characters in parts_of(search_term):
            queryset = queryset.filter(self.condition_for(part, characters))
        return queryset, False

    def condition_for(self, part: str, characters: Sequence[int]) -> Q:
        """The rows that one part finds. A character's name is searched in no other column, unless it is a slug too."""
        slugs = slugs_named(part)
        found = self.by_characters(characters) if characters else Q()
        if characters and not slugs:
            return found
        columns, number = self.exact_columns(), number_of(part)
        numbers = [c for c in columns if c == "pk" or isinstance(self.opts.get_field(c), IntegerField)]
        if number is not None and numbers:  # no slug and no holder is a bare number
            return reduce(or_, (Q(**{column: number}) for column in numbers))
        for column in columns:
            if column not in numbers:
                found |= Q(**{f"{column}__in": [part, *slugs]})
        return found or Q(pk__in=[])

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(character__in=ids)

    def exact_columns(self) -> list[str]:
        named = (field.removesuffix("__exact") for field in self.search_fields if field.endswith("__exact"))
        return [column for column in named if "__" not in column]


def parts_of(term: str) -> list[tuple[str, list[int]]]:
    """The parts of the search text, each with the ids of the characters of that name. One statement. A part is the longest run of
    words that is the name of a character or of a catalogue entry, or a text in quotation marks, or a single word."""
    words = [_bare(word) for word in smart_split(term)][:MAX_WORDS]
    runs = {" ".join(words[i:j]).lower() for i in range(len(words)) for j in range(i + 1, i + MAX_NAME_WORDS + 1)}
    if not runs:
        return []
    named = Character.objects.annotate(lower=Lower("name")).filter(lower__in=sorted(runs)).values_list("lower", "pk")
    ids: dict[str, int] = dict(named)
    parts, at = [], 0
    while at < len(words):
        for end in range(min(at + MAX_NAME_WORDS, len(words)), at, -1):
            part = " ".join(words[at:end])
            known = part.lower() in ids or slugs_named(part)
            if known or end == at + 1:
                parts.append((part, [ids[part.lower()]] if part.lower() in ids else []))
                at = end
                break
    return parts


def number_of(part: str) -> int | None:
    """The part as a primary key; None when it is not a number or too large."""
    if not (part.isascii() and part.isdecimal() and len(part) < 20):
        return None
    number = int(part)
    return number if number <= ID_MAX else None


def _bare(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
    return unescape_string_literal(word) if quoted else word
