"""The player's pages: precedence of names, escaping, and that each template compiles."""

from pathlib import Path
from typing import cast

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError
from markupsafe import Markup

from vvw_site.pages.backend import Pages


def pages() -> Pages:
    return cast(Pages, engines["pages"])


def rendered(source: str, context: dict[str, object] | None = None, request: HttpRequest | None = None) -> str:
    return pages().from_string(source).render(context or {}, request)


def test_every_template_compiles() -> None:
    pages().warm_up()
    folder = Path(settings.BASE_DIR) / "templates/jinja2"
    templates = set(pages().env.list_templates())
    assert len(templates) > 20
    assert templates == {str(path.relative_to(folder)) for path in folder.rglob("*.html")}


def test_names_from_a_view_take_precedence_over_context_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["pages"], "template_context_processors", [lambda request: {"hud": "theirs", "user": "theirs"}])
    assert rendered("{{ hud }} {{ user }}", {"hud": "ours"}, RequestFactory().get("/")) == "ours theirs"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ typo }}")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("<b>&'\"", "&lt;b&gt;&amp;&#39;&#34;"), (mark_safe("<b>"), "<b>"), (Markup("<b>"), "<b>"), (7, "7"), (None, "None"),
        (True, "True"), (1.5, "1.5"), (["<"], "[&#39;&lt;&#39;]"),
    ],
)  # fmt: skip
def test_text_is_escaped_and_html_is_not(value: object, written: str) -> None:
    assert rendered("{{ value }}", {"value": value}) == written


def test_the_forms_of_a_page_share_one_token() -> None:
    request = RequestFactory().get("/")
    one, other = rendered("{{ csrf_input }}|{{ csrf_input }}", {"hud": None}, request).split("|")
    assert one == other and 'name="csrfmiddlewaretoken"' in one
