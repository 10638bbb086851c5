"""Lets pages of other sites read what is public anyway: the catalogue and the API's document. Nothing else of ours.

No credentials: the answer is the same for everybody, and a browser that is told `*` shows a page no answer to its cookies.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
OPEN = ("/api/public/", "/api/schema/")
ON_ANSWERS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
ON_PREFLIGHTS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, X-VvW-Client",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


def answer(request: HttpRequest, get_response: Answer) -> HttpResponse:
    """The answer to a request below one of the OPEN addresses."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ON_PREFLIGHTS)
    response = get_response(request)
    for name, value in ON_ANSWERS.items():
        response.headers[name] = value
    return response
