"""Parts of the Jinja2 pages in templates of Django's language."""

from django import forms
from django.template import engines
from django.test import RequestFactory


class NameForm(forms.Form):
    name = forms.CharField(label="Your <name>", max_length=3)


def render(source: str, **context: object) -> str:
    template = engines["django"].from_string("{% load frame %}" + source)
    return template.render(context, RequestFactory().get("/"))


def test_a_field_is_html_with_its_label_and_error_and_what_was_typed_is_escaped() -> None:
    form = NameForm({"name": '"><script>'})
    html = render("{% field form.name %}", form=form)
    assert "<input" in html and "<label" in html and 'aria-invalid="true"' in html
    assert "Your &lt;name&gt;" in html and "<script>" not in html and "&amp;lt;" not in html


def test_an_icon_is_html() -> None:
    assert render('{% icon "hunt" %}').startswith("<svg")
