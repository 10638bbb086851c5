from django.apps import AppConfig


class GameConfig(AppConfig):
    name = "game"
    verbose_name = "Game"

    def ready(self) -> None:
        from game.actions import personal_data

        personal_data.register_all()
