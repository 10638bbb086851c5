"""Reading the forms of a page as a browser would send them."""

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

    def data(self, **changes: object) -> dict[str, object]:
        """What is sent when nothing but `changes` is typed in. A field that is there more than once is a list."""
        sent: dict[str, object] = {}
        for name, value in self.fields:
            sent[name] = [*sent[name], value] if name in sent else [value]
        return sent | changes


def forms_of(page: str) -> Iterator[Form]:
    """Every form of a page that posts."""
    for tag, body in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.S):
        if 'method="post"' in tag:
            inputs = re.findall(r'<input[^>]*?\sname="([^"]+)"[^>]*?(?:\svalue="([^"]*)")?[^>]*>', body)
            fields = [(name, html.unescape(value)) for name, value in inputs]
            yield Form(html.unescape(re.search(r'action="([^"]*)"', tag)[1]), fields)


def game_forms(client: Client, path: str) -> list[Form]:
    """The forms of a page that are sent to the game."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [form for form in forms_of(answer.content.decode()) if resolve(form.action).app_name == "game"]


def form_to(client: Client, path: str, action: str) -> Form:
    """The first form of a page whose address ends like that."""
    return next(form for form in game_forms(client, path) if form.action.endswith(action))
