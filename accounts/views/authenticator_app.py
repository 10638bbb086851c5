"""Switching the authenticator app on and off. A page that another tab or device has overtaken leads back with a word of it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp as allauth_activate
from allauth.mfa.totp.views import deactivate_totp as allauth_deactivate
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

APP = (Authenticator.Type.TOTP,)
ON_ALREADY = "Your authenticator app is on already; nothing was changed. To use another app, switch this one off first."
OFF_ALREADY = "Your authenticator app is off already; nothing was changed."


def activate_totp(request: HttpRequest) -> HttpResponseBase:
    if is_mfa_enabled(request.user, APP):
        messages.info(request, ON_ALREADY)
        return redirect("mfa_index")
    answer: HttpResponseBase = allauth_activate(request)
    return answer


def deactivate_totp(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated and not is_mfa_enabled(request.user, APP):
        messages.info(request, OFF_ALREADY)
        return redirect("mfa_index")
    answer: HttpResponseBase = allauth_deactivate(request)
    return answer
