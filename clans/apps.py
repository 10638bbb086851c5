from django.apps import AppConfig


class ClansConfig(AppConfig):
    name = "clans"
