"""The forms of a page, read and filled in as a browser does it."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.test import Client
from django.urls import resolve

Fields = list[tuple[str, str]]


class Form(NamedTuple):
    action: str
    fields: Fields

    def data(self, **changes: str) -> dict[str, list[str]]:
        """What is sent when only `changes` are typed in: the values of each field."""
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        return sent | {name: [value] for name, value in changes.items()}


def forms_of(page: str) -> Iterator[Form]:
    """Every form of a page that posts."""
    for tag, body in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.S):
        if 'method="post"' in tag:
            inputs = re.findall(r'<input[^>]*?\sname="([^"]+)"[^>]*?(?:\svalue="([^"]*)")?[^>]*>', body)
            fields = [(name, html.unescape(value)) for name, value in inputs]
            yield Form(html.unescape(tag.partition('action="')[2].partition('"')[0]), fields)


def game_forms(client: Client, path: str) -> list[Form]:
    """The forms of a page that are sent to the game or to clans."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [form for form in forms_of(answer.content.decode()) if resolve(form.action).app_name in ("game", "clans")]


def form_in(page: str, action: str) -> Form:
    """The first form of a page that is sent to this address."""
    return next(form for form in forms_of(page) if form.action == action)


def form_to(client: Client, path: str, action: str) -> Form:
    """The first form of a page whose address ends like that."""
    return next(form for form in game_forms(client, path) if form.action.endswith(action))
