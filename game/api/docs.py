"""The OpenAPI document and the page that shows it."""

import hashlib
from functools import cache

import msgspec
from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from drf_spectacular.generators import SchemaGenerator


@cache
def document() -> tuple[bytes, str]:
    """The document as JSON, and its ETag. It depends only on the code, so each process generates it once."""
    body = msgspec.json.encode(SchemaGenerator().get_schema(public=True))  # type: ignore[no-untyped-call]  # it has no annotations
    return body, f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'


@require_safe
@cache_control(public=True, max_age=300)
@condition(etag_func=lambda request: document()[1])
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(document()[0], content_type="application/json")


# Swagger UI sets inline styles. The rest of the policy stays strict, and the page loads nothing from other hosts.
@csp_update({"style-src": [UNSAFE_INLINE]})
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html")
