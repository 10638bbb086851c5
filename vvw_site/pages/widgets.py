"""The renderer of form widgets."""

from typing import Any

from django.forms import renderers


class WidgetRenderer(renderers.DjangoTemplates):
    """Django's own widgets use its Jinja2 templates, which are faster. Others (the admin's) have templates in Django's language."""

    _jinja2 = renderers.Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return self._jinja2.get_template(template_name)
        return super().get_template(template_name)
