"""Logging in and out. No Idempotency-Key: a second log-in is a second token, a second log-out finds the token dead."""

from typing import Annotated

from msgspec import Meta, Struct

from accounts.client_address import client_address
from game.actions import tokens
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Line


class Credentials(Struct, frozen=True, forbid_unknown_fields=True):
    """username: or the e-mail address. code: of the authenticator app, where the account has one."""

    username: Line
    password: Line
    code: Annotated[str, Meta(pattern="^[0-9A-Za-z -]{0,20}$")] = ""


class LoginEndpoint(Endpoint):
    @endpoint(tokens.Issued, body=Credentials, open=True, refuses="bad_login banned too_fast")
    def post(self, request: ApiRequest[Credentials]) -> tokens.Issued:
        """A token for a name and its password; it lasts 30 days.

        Five tries a minute from an address and ten an hour for a name.
        """
        sent: Credentials = request.body
        return tokens.log_in(
            address=client_address(request.http), username=sent.username, password=sent.password, code=sent.code
        )


class LogoutEndpoint(Endpoint):
    @endpoint(plays=False)
    def post(self, request: ApiRequest[None]) -> None:
        """End this token, at once."""
        tokens.revoke(request.caller.pk)
