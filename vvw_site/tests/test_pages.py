"""The player's pages: what goes before what, what is escaped, and that each template compiles."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError
from markupsafe import Markup


def rendered(source: str, context: dict | None = None, request=None) -> str:
    return engines["pages"].from_string(source).render(context or {}, request)


def test_every_template_compiles():
    pages = engines["pages"]
    pages.warm_up()
    folder = Path(settings.BASE_DIR) / "templates/jinja2"
    assert set(pages.env.list_templates()) == {str(path.relative_to(folder)) for path in folder.rglob("*.html")}


def test_what_a_view_gives_goes_before_what_context_processors_give(monkeypatch):
    monkeypatch.setattr(engines["pages"], "template_context_processors", [lambda request: {"hud": "theirs", "user": "theirs"}])
    assert rendered("{{ hud }} {{ user }}", {"hud": "ours"}, RequestFactory().get("/")) == "ours theirs"


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        rendered("{{ typo }}")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("<b>&'\"", "&lt;b&gt;&amp;&#39;&#34;"), (mark_safe("<b>"), "<b>"), (Markup("<b>"), "<b>"), (7, "7"), (None, "None"),
        (True, "True"), (1.5, "1.5"), (["<"], "[&#39;&lt;&#39;]"),
    ],
)  # fmt: skip
def test_words_are_escaped_and_html_is_not(value, written):
    assert rendered("{{ value }}", {"value": value}) == written


def test_the_forms_of_a_page_share_one_token():
    request = RequestFactory().get("/")
    one, other = rendered("{{ csrf_input }}|{{ csrf_input }}", {"hud": None}, request).split("|")
    assert one == other and 'name="csrfmiddlewaretoken"' in one
