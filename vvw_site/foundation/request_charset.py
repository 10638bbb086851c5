"""Requests are read as UTF-8, whatever their Content-Type says; middleware/request_body.py refuses any other charset.

Django also reads the address in the charset of the request, when it creates the request and before any code of ours: with a
charset that is not one for text ("rot13") this raised an error that nothing handled.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.http import parse_header_parameters


def read_requests_as_utf_8() -> None:
    """From now on, in this process."""
    HttpRequest._set_content_type_params = _read_content_type  # type: ignore[attr-defined]  # Django's stubs lack it


def _read_content_type(request: HttpRequest, meta: dict[str, Any]) -> None:
    request.content_type, request.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
