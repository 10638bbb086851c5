"""The pages that every site has: help, changes, privacy, terms, contact, all pages, and two small files."""

from datetime import date as day
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from msgspec import Struct

from accounts.rules import agreements
from game.presenters.document import document
from game.presenters.help import help_page
from game.presenters.site_map import GROUPS, SiteMapGroup, listed
from game.presenters.sitemap import list_of_pages
from game.views.player_page import render_public_page

SECURITY_VALID = timedelta(days=180)


class DocumentPage(Struct, frozen=True):
    """words: the document's HTML. version, date: of a text that people agree to."""

    words: str
    version: int = 0
    date: day | None = None


class ContactPage(Struct, frozen=True):
    name: str
    address: str
    mail: str


class SiteMapPage(Struct, frozen=True):
    groups: tuple[SiteMapGroup, ...]


@require_safe
@never_cache
def help_(request: HttpRequest) -> HttpResponse:
    """q: words that a section must have."""
    return render_public_page(request, "about/help.html", help_page(request.GET.get("q", "")))


@require_safe
@never_cache
def changes(request: HttpRequest) -> HttpResponse:
    return render_public_page(request, "about/changes.html", DocumentPage(document("players/changes", lower=0)))


@require_safe
@never_cache
def privacy(request: HttpRequest) -> HttpResponse:
    page = DocumentPage(document("players/privacy", lower=0), agreements.PRIVACY_VERSION, agreements.PRIVACY_DATE)
    return render_public_page(request, "about/privacy.html", page)


@require_safe
@never_cache
def terms(request: HttpRequest) -> HttpResponse:
    page = DocumentPage(document("players/terms", lower=0), agreements.TERMS_VERSION, agreements.TERMS_DATE)
    return render_public_page(request, "about/terms.html", page)


@require_safe
@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    page = ContactPage(settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS, settings.CONTACT_EMAIL)
    return render_public_page(request, "about/contact.html", page)


@require_safe
@never_cache
def all_pages(request: HttpRequest) -> HttpResponse:
    return render_public_page(request, "about/sitemap.html", SiteMapPage(GROUPS))


@require_safe
@cache_control(public=True, max_age=3600)
def about_sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of these pages, the landing page, the boards and the dice, for search engines."""
    return HttpResponse(list_of_pages(listed(), settings.SITE_URL), content_type="text/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It is made at each request, so that it never expires."""
    expires = (timezone.now() + SECURITY_VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    site = settings.SITE_URL.rstrip("/")
    lines = (
        f"Contact: mailto:{settings.CONTACT_EMAIL}", f"Contact: {site}/contact/", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en", f"Canonical: {site}/.well-known/security.txt",
    )  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponseBase:
    """Browsers and feed readers ask for this address without having read a page."""
    return redirect(static("img/icon-192.png"), permanent=False)
