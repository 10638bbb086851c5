"""The addresses below /api/: of clans, and of the game, which end in one for everything unknown."""

from django.urls import include, path

urlpatterns = [path("", include("clans.api.urls")), path("", include("game.api.urls"))]
