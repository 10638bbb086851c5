"""The addresses of the static pages, which Django serves only in development (SERVE_PAGES)."""

from django.urls import path, re_path

from seo_pages.views import page

urlpatterns = [
    re_path(r"^wiki(?:/.*)?$", page, name="wiki"),
    path("robots.txt", page),
    # That of raids is made by the game (game/views/raid_card.py).
    re_path(r"^sitemap(?:-(?!(?:raids|events)\.)[a-z-]+)?\.xml$", page),
]
