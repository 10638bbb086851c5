"""Requests are read as UTF-8, whatever their Content-Type says; vvw_site/middleware/request_body.py refuses any other charset.

Django reads the address in that charset too, when it makes the request and before any code of ours: a charset that is none of
text ("rot13") was an error that nobody answered.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.http import parse_header_parameters


def only() -> None:
    """From now on."""
    HttpRequest._set_content_type_params = _read_content_type


def _read_content_type(request: HttpRequest, meta: dict[str, Any]) -> None:
    request.content_type, request.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
