"""The template backend of the players' pages: Django's Jinja2 backend, with form fields in every context."""

from typing import Any

from django.http import HttpRequest
from django.template.backends import jinja2

from accounts.login_redirect.form_draft import COOKIE
from vvw_site.pages.draft_values import DraftValues
from vvw_site.pages.form_fields import CsrfField, FormFields


class Pages(jinja2.Jinja2):
    def get_template(self, template_name: str) -> "PageTemplate":
        return PageTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> "PageTemplate":
        return PageTemplate(super().from_string(template_code).template, self)

    def warm_up(self) -> None:
        """Compiles every template. Jinja2 keeps the compiled ones for the life of the process."""
        for name in self.env.list_templates(["html"]):
            self.env.get_template(name)


class PageTemplate(jinja2.Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """As with Django's own engine, the view's values take precedence over those of context processors."""
        values: dict[str, Any] = {}
        if request is not None:
            token = CsrfField(request)
            values = {
                "request": request,
                "csrf_input": token,
                "form_fields": FormFields(request, token),
                "draft": DraftValues(request) if COOKIE in request.COOKIES else None,
            }
            for processor in self.backend.template_context_processors:
                values |= processor(request)
        return super().render(values | (context or {}))
