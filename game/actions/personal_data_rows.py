"""How a table with rows of a character is exported and erased. Part of personal_data.py."""

from django.db.models import Model, QuerySet

from accounts.registries.personal_data import Users, delete, register
from game.models import ArchivedBattle, ArchivedRaidHit
from game.queries.archive import archived_battles, archived_hits

BY_NUMBER = "It stays, under the number of a character that no longer has a name or an owner."


def of_character(
    model: type[Model], about: str, fields: tuple[str, ...], *, gone: bool = False, reason: str = BY_NUMBER
) -> None:
    """Registers a table with a `character`. gone: its rows are deleted with the account."""

    rows = {ArchivedBattle: archived_battles, ArchivedRaidHit: archived_hits}.get(model, model._default_manager.all)

    def find(users: Users) -> QuerySet[Model]:
        return rows().filter(character__user_id__in=users)

    erase = delete(find) if gone else None
    register(model, about=about, find=find, fields=fields, erase=erase, reason="" if gone else reason)
