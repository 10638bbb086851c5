"""The addresses of the static pages, which Django serves only in development (SERVE_PAGES)."""

from django.urls import path, re_path

from seo_pages.views import page

urlpatterns = [
    re_path(r"^wiki(?:/.*)?$", page, name="wiki"),
    path("robots.txt", page),
    # Those of raids, events, the hall of fame, the news and clans are made by the game (game/views/sitemap.py).
    re_path(r"^sitemap(?:-(?!(?:raids|events|hall|news|clans|about)\.)[a-z-]+)?\.xml$", page),
]
