from django.apps import AppConfig


class ClansConfig(AppConfig):
    name = "clans"

    def ready(self) -> None:
        from clans.actions import registered

        registered.register_all()
