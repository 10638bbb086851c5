"""Lets pages of other sites read what is public anyway: the catalogue and the API's document, and nothing else.

Cookies are not allowed: the response is the same for everybody, and with `*` browsers hide responses to requests with cookies.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
PUBLIC = ("/api/public/", "/api/schema/")
RESPONSE_HEADERS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, X-VvW-Client",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


def respond(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """The response to a request below one of the PUBLIC addresses."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT_HEADERS)
    response = get_response(request)
    for name, value in RESPONSE_HEADERS.items():
        response.headers[name] = value
    return response
