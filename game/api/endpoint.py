"""Endpoint: the base of the API views, on REST framework. `@endpoint` declares the contract of each method.

A request passes REST framework's own dispatch: token, limits, body, handler, rendering, errors (rest.py).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar, overload

from django.http import HttpRequest, HttpResponse
from msgspec import Struct
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.views import APIView

from game.api import call_limits, request_reading, responses
from game.api.api_request import ApiRequest, Contract
from game.api.openapi import ContractSchema
from game.api.rest import JSONParser, OnlyJSON, StructRenderer, TokenAuthentication
from game.queries.token import Caller

B = TypeVar("B", bound=Struct)
E = TypeVar("E", bound="Endpoint")
P = ParamSpec("P")
R = TypeVar("R")
_AUTHENTICATOR = TokenAuthentication()
_AUTHENTICATORS: list[BaseAuthentication] = [_AUTHENTICATOR]
_PARSERS = [JSONParser()]
_RENDERER = StructRenderer()
_NEGOTIATOR = OnlyJSON()
"""These have no state, so one instance of each serves all requests."""


class Endpoint(APIView):
    """The view of one address. It answers the methods (get, post, delete) that `@endpoint` declares, and HEAD like GET."""

    schema = ContractSchema()
    contracts: ClassVar[dict[str, Contract]] = {}
    """Contracts by HTTP method, in capitals."""
    contract: Contract
    """The contract of the current request."""

    def __init_subclass__(cls) -> None:
        declared = {name: getattr(getattr(cls, name, None), "contract", None) for name in APIView.http_method_names}
        cls.contracts = {name.upper(): contract for name, contract in declared.items() if contract is not None}
        if "GET" in cls.contracts:
            cls.contracts["HEAD"] = cls.contracts["GET"]
            # Otherwise Django stores the bound method in each instance, which is another cycle for the garbage collector.
            cls.head = cls.get  # type: ignore[attr-defined]  # subclasses with a GET contract have it
        cls.http_method_names = [name.lower() for name in cls.contracts]

    default_response_headers: ClassVar[dict[str, str]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check method, token and limits. There is no content negotiation, versioning or permission check: the API has one
        format and one version, and a valid token is the only permission."""
        contract = self.contracts.get(request.method or "")
        if contract is None:
            self.http_method_not_allowed(request)
            return
        self.contract = contract
        call_limits.count_call_of_network(request._request)
        self.perform_authentication(request)
        if isinstance(request.auth, Caller):
            call_limits.count_call_of_account(request.auth.user_id)
        if self.throttle_classes:
            self.check_throttles(request)

    def perform_authentication(self, request: Request) -> None:
        """Ask the authenticator at once. `request.user` would do so through two wrappers that hide errors of attributes."""
        request.auth = None if self.contract.open else _AUTHENTICATOR.authenticate(request)[1]
        request.user = request.auth  # type: ignore[assignment]  # a Caller stands for its account

    def get_authenticators(self) -> list[BaseAuthentication]:
        # The generator of the OpenAPI document calls this without a request.
        contract = self.contracts.get(self.request.method or "") if self.request else None
        return [] if contract is None or contract.open else _AUTHENTICATORS

    def get_parsers(self) -> list[BaseParser]:
        return [*_PARSERS]

    def get_content_negotiator(self) -> OnlyJSON:
        return _NEGOTIATOR

    def finalize_response(  # type: ignore[override]  # the stubs require a Response; dispatch accepts any HttpResponse
        self, request: Request, response: object, *args: object, **kwargs: object
    ) -> HttpResponse:
        """Turn the struct that the handler returned into a plain JSON response."""
        # The parser context refers to the request, which refers to the context. Each call would leave this cycle to the garbage
        # collector, with the request and its body.
        request.parser_context.clear()
        if isinstance(response, HttpResponse):
            return response
        body = None if response is None else _RENDERER.render(response)
        return responses.success(body, self.contract.status)


Handler = Callable[Concatenate[E, Request, P], R | HttpResponse]


class DecoratorWithInput(Protocol[B]):
    """`@endpoint(…)` of a call with a body or query of type B: decorates its handler."""

    def __call__(self, method: Callable[Concatenate[E, ApiRequest[B], P], R]) -> Handler[E, P, R]: ...


class DecoratorWithoutInput(Protocol):
    """`@endpoint(…)` of a call with neither body nor query: decorates its handler."""

    def __call__(self, method: Callable[Concatenate[E, ApiRequest[None], P], R]) -> Handler[E, P, R]: ...


@overload
def endpoint(
    answer: Any = None, *, body: type[B], status: int = 200, changes: bool = False, open: bool = False, plays: bool = True,
    refuses: str = "",
) -> DecoratorWithInput[B]: ...  # fmt: skip
@overload
def endpoint(
    answer: Any = None, *, query: type[B], status: int = 200, changes: bool = False, open: bool = False, plays: bool = True,
    refuses: str = "",
) -> DecoratorWithInput[B]: ...  # fmt: skip
@overload
def endpoint(
    answer: Any = None, *, status: int = 200, changes: bool = False, open: bool = False, plays: bool = True, refuses: str = "",
    waits: bool = False,
) -> DecoratorWithoutInput: ...  # fmt: skip
def endpoint(
    answer: Any = None, *, body: Any = None, query: Any = None, status: int = 200, changes: bool = False, open: bool = False,
    plays: bool = True, refuses: str = "", waits: bool = False,
) -> Any:  # fmt: skip
    """Declare a method of an Endpoint (get, post, delete). Contract explains the arguments; refuses: codes separated by spaces.

    The method takes an ApiRequest and the parameters of the path, and returns a struct, None or a response.
    """
    codes = tuple(refuses.split())
    contract = Contract(answer, status if answer else 204, body, query, changes, open, plays and not open, codes, waits)

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def handle(self: Endpoint, request: Request, **parts: Any) -> Any:
            return method(self, read(request, contract), **parts)

        handle.__dict__["contract"] = contract
        return handle

    return decorate


def read(request: Request, contract: Contract) -> ApiRequest[Any]:
    """Parse the request by its contract. GameError: no_character, invalid, wrong_type."""
    http: HttpRequest = request._request
    key = request_reading.key_of(http.META) if contract.changes else None
    sent: Any = None
    if contract.body:
        # Not request.data: REST framework calls no parser for an empty body, which counts as an empty object here.
        sent = _PARSERS[0].parse(http, parser_context=request.parser_context)
    elif http.method not in ("GET", "HEAD"):
        request_reading.no_body_of(http)
    if contract.query:
        sent = request_reading.query_of(http, contract.query)
    token = request.auth if isinstance(request.auth, Caller) else None
    found = ApiRequest(http, token, key, sent)
    if contract.plays:
        _ = found.character  # raises no_character
    return found
