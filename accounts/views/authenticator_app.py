"""Switching the authenticator app on and off. A page that another tab or device has overtaken leads back with a word of it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp as allauth_activate
from allauth.mfa.totp.views import deactivate_totp as allauth_deactivate
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

ON_ALREADY = "Your authenticator app is on already; nothing was changed. To use another app, switch this one off first."
OFF_ALREADY = "Your authenticator app is off already; nothing was changed."


def activate_totp(request: HttpRequest) -> HttpResponseBase:
    if _has_app(request):
        messages.info(request, ON_ALREADY)
        return redirect("mfa_index")
    answer: HttpResponseBase = allauth_activate(request)
    return answer


def deactivate_totp(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated and not _has_app(request):
        messages.info(request, OFF_ALREADY)
        return redirect("mfa_index")
    answer: HttpResponseBase = allauth_deactivate(request)
    return answer


def _has_app(request: HttpRequest) -> bool:
    """False also for a visitor."""
    if not request.user.is_authenticated:
        return False
    found: bool = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
    return found
