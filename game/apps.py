from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GameConfig(AppConfig):
    name = "game"
    verbose_name = "Game"

    def ready(self) -> None:
        from game.actions import encrypted, personal_data
        from game.queries import report_message  # noqa: F401 (registers its kind of target)
        from game.realtime import chat, notices, raid  # noqa: F401 (from now on updates of raids, notices and rooms are sent)

        personal_data.register_all()
        encrypted.register_all()
        post_migrate.connect(keep_groups, sender=self, dispatch_uid="staff groups")


def keep_groups(plan: Any = None, **_: Any) -> None:
    """After migrations the staff groups are there, with their permissions."""
    from game.actions.groups import make_groups

    if any(backwards for _, backwards in plan or ()):
        return  # tables may be gone
    make_groups()
