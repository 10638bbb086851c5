"""Sets request.user."""

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.sessions.request_user import user_of


class SessionUserMiddleware(AuthenticationMiddleware):
    """request.user is read, together with the session's row (sessions/request_user.py), when it is first used."""

    def process_request(self, request: HttpRequest) -> None:
        cached: list[User | AnonymousUser] = []

        def user() -> User | AnonymousUser:
            if not cached:
                cached.append(user_of(request))
            return cached[0]

        async def auser() -> User | AnonymousUser:
            return await sync_to_async(user)()

        request.user = SimpleLazyObject(user)  # type: ignore[assignment]  # it stands for the user, as in Django
        request.auser = auser
