"""Every address with values that no honest browser sends: each is refused or ignored, and none breaks the site."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from game.tests.make import give, make_character
from game.tests.views.browsers import user_of

pytestmark = pytest.mark.django_db
NASTY = ("-1", "1.5", str(2**64), "9" * 5000, "a\0b", "\u00b2", "' OR 1=1 --\r\nX: <script>", " old-mill ")
FIELDS = (
    "idempotency_key", "location", "item", "quantity", "one", "sell", "str", "vit", "skill", "client_seed", "name", "emblem",
    "class", "faction", "region", "kind", "rarity", "sort", "q", "before", "page", "p", "o", "next", "do", "password", "word",
    "login", "email", "username", "password1", "password2", "oldpassword", "code", "uid", "until", "reason", "key", "user",
    "character", "character__id__exact", "user__username", "e", "all", "v", "limit", "offset", "action",
    "recipe", "times", "part", "craft", "ready", "to", "subject", "text", "gold", "answers", "sure", "change", "box", "remark", "after", "draft",
    "block", "hidden", "back", "keep",
)  # fmt: skip
SKIP = re.compile(r"^/admin/|logout|end-all|let-go")
PARTS = (str(2**31), str(2**63), "9" * 4400, "a%00b", "%F0%9F%A6%87", "%FF", "%0d%0aX:1")


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    """Every address of the site once, its parts named <part>."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        text = before + re.sub(r"<\w+:(\w+)>|<(\w+)>|\(\?P<\w+>[^)]*\)", "<part>", str(pattern.pattern)).strip("^$")
        text = re.sub(r"\\Z|\$|\^", "", text).replace("\\", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, text)
        elif isinstance(pattern, URLPattern) and not SKIP.search(text):
            yield text


@pytest.fixture
def player() -> Client:
    mine = make_character(level=20, gold=5_000, unspent=9)
    give(mine, "cellar-draught", 4)
    client = Client(raise_request_exception=False)
    client.force_login(user_of(mine))
    return client


def is_broken(client: Client, number: int, path: str, form: dict[str, str]) -> bool:
    """Whether the address answers with 5xx. number: even for GET, odd for POST."""
    answer = client.post(path, form) if number % 2 else client.get(path, {k: v[:300] for k, v in form.items()})
    return bool(answer.status_code >= 500)


def test_no_address_with_a_hostile_part_breaks_a_page(player: Client) -> None:
    found = [a for a in addresses() if "<part>" in a]
    assert len(found) > 20
    paths = [(n + m, a.replace("<part>", part)) for n, a in enumerate(found) for m, part in enumerate(PARTS)]
    assert [(number, path) for number, path in paths if is_broken(player, number, path, {})] == []


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_no_hostile_value_breaks_a_page(player: Client, number: int) -> None:
    """Each address meets each value, by GET or by POST in turns."""
    form, found = dict.fromkeys(FIELDS, NASTY[number]), list(addresses())
    assert len(found) > 50
    paths = [(number + n, a.replace("<part>", "1")) for n, a in enumerate(found)]
    assert [(n, path) for n, path in paths if is_broken(player, n, path, form)] == []
