"""Logging in and out. Neither takes an Idempotency-Key: each log-in issues a new token, and a second log-out gets 401."""

from typing import Annotated

from msgspec import Meta, Struct

from accounts.client_address import client_address
from game.actions import tokens
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Line


class Credentials(Struct, frozen=True, forbid_unknown_fields=True):
    """username: the name or the e-mail address. code: from the authenticator app, if the account has one."""

    username: Annotated[Line, Meta(examples=["your_name"])]
    password: Annotated[Line, Meta(examples=["four unlike words here"])]
    code: Annotated[str, Meta(pattern="^[0-9A-Za-z -]{0,20}$", examples=[""])] = ""


class LoginEndpoint(Endpoint):
    @endpoint(tokens.Issued, body=Credentials, open=True, refuses="bad_login banned too_fast")
    def post(self, request: ApiRequest[Credentials]) -> tokens.Issued:
        """Issue a token for a username and password. It is valid for 30 days.

        Limits: five attempts a minute per IP address, and ten an hour per account.
        """
        sent: Credentials = request.body
        return tokens.log_in(
            address=client_address(request.http),
            username=sent.username,
            password=sent.password,
            code=sent.code,
            agent=request.http.META.get("HTTP_USER_AGENT", ""),
        )


class LogoutEndpoint(Endpoint):
    @endpoint(plays=False)
    def post(self, request: ApiRequest[None]) -> None:
        """Revoke this token. It stops working at once."""
        tokens.revoke(request.caller.pk)
