"""Errors of the game as pages: why, what to do next, and the error's status."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.login_redirect.previous_page import previous_page
from game.rules.errors import GameError
from game.views import used_form

P = ParamSpec("P")
RequestT = TypeVar("RequestT", bound=HttpRequest)
TITLES = {
    400: "That cannot be right",
    403: "Not for you, not yet",
    404: "There is no such thing",
    405: "This address only takes forms",
    409: "Not now",
    411: "That came without its length",
    413: "That is too long",
    415: "That cannot be read here",
    429: "Too fast",
    503: "The city is catching its breath",
}
"""Page titles by status."""
CHOSEN = {"id", "location", "item", "sell", "category", "idempotency_key", "notice"}
"""Fields that a page fills in by itself. Readers know only those that they typed; what was not found, or changed, the sentence names."""
WAYS_OUT = {"no_clan": ("/clans/", "All clans")}
"""By code: address and words of the page where the reader can do what is missing."""


def refusals_as_pages(
    view: Callable[Concatenate[RequestT, P], HttpResponse],
) -> Callable[Concatenate[RequestT, P], HttpResponse]:
    """Decorator: a GameError becomes a page, and so does the answer to a form that was sent before."""

    @wraps(view)
    def answered(request: RequestT, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except GameError as error:
            return used_form.changed_since_page(request, error) or refusal_page(request, error)
        return used_form.done_before_page(request, response) or response

    return answered


def refusal_page(request: HttpRequest, error: GameError) -> HttpResponse:
    page = render(request, "errors/message.html", {
        "title": TITLES.get(error.status, "That did not work"),
        "message": error.message,
        "field": error.field,
        "typed_field": error.field if error.status == 400 and error.field not in CHOSEN else "",
        "retry_after": error.retry_after,
        "back_url": back_of(request),
        "way_out": WAYS_OUT.get(error.code),
    })  # fmt: skip
    return with_refusal(page, error)


def with_refusal(response: HttpResponse, error: GameError | None) -> HttpResponse:
    """The same response, such as a form that is shown again, with the error's status and, if there is one, the seconds to wait."""
    if error is None:
        return response
    response.status_code = error.status
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def back_of(request: HttpRequest) -> str:
    """The path of the page on this site that the request came from; the dashboard's when it is not known."""
    return previous_page(request, "/play/")


def back_or(request: HttpRequest, pages: Collection[str], otherwise: str) -> str:
    """The page that a form names in its field `back`, if it is one of `pages`."""
    asked = request.POST.get("back", "")
    return asked if asked in pages else otherwise
