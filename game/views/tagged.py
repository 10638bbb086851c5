"""Answers that caches keep for a while, with a tag of their content."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def public_response(request: HttpRequest, response: HttpResponse, *, seconds: int) -> HttpResponse:
    """Everybody may keep it for so long. 304 if the client has this content."""
    etag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response["ETag"], response["Cache-Control"] = etag, f"public, max-age={seconds}"
    return get_conditional_response(request, etag=etag, response=response) or response
