"""The staff groups and what each may view. What each may do depends on rank, which the staff actions check."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from accounts.queries.rank import GROUPS, Rank

_MODERATOR = {
    "accounts.user", "game.character", "game.battle", "game.archivedbattle", "game.notice", "game.holding", "game.report",
    "usersessions.usersession", "game.raid", "game.gameevent", "game.raidhit", "game.archivedraidhit", "game.raidhunter",
    "game.season", "game.seasonresult", "game.seasonrank", "game.playerstats", "game.boardsnapshot",
    "game.friendship", "game.friendrequest", "game.mentorship", "game.block", "game.circular",
    "game.newsentry", "game.earnedachievement",
    "clans.clan", "clans.member", "clans.clanlogentry",
    "game.sanction", "game.appeal", "game.sanctiontext", "game.staffnote",
    "game.chatroom", "game.chatmessage", "game.archivedchatmessage", "game.chatword",
    "clans.war",
}  # fmt: skip
_GAME_MASTER = _MODERATOR | {
    "game.transfer", "game.diceseed", "game.dailymission", "game.receipt", "game.contentversion", "game.pendinggrant",
    "clans.withdrawal", "clans.dues", "clans.duespayment", "clans.webhook", "clans.webhookreport",
    "game.letter", "game.ledgeraccount", "game.raidreward", "game.seasonreward", "accounts.auditentry",
}  # fmt: skip
_ADMINISTRATOR = _GAME_MASTER | {
    "game.apitoken", "accounts.outboxmessage", "auth.group", "admin.logentry", "account.emailaddress", "mfa.authenticator",
    "socialaccount.socialaccount", "socialaccount.socialapp", "socialaccount.socialtoken",
    "django_celery_beat.periodictask", "django_celery_beat.intervalschedule", "django_celery_beat.crontabschedule",
    "django_celery_beat.clockedschedule", "django_celery_beat.solarschedule", "jobs.jobrun",
}  # fmt: skip
VIEWED = {Rank.MODERATOR: _MODERATOR, Rank.GAME_MASTER: _GAME_MASTER, Rank.ADMINISTRATOR: _ADMINISTRATOR}


def make_groups() -> dict[str, int]:
    """Create or repair the staff groups: each gets exactly its permissions. Returns the number of permissions by group.

    LookupError names models without a permission.
    """
    with transaction.atomic():
        known = _permissions()
        if len(known) < len(_ADMINISTRATOR):
            # During the first migration, Django has not made the permissions of all apps yet.
            for config in apps.get_app_configs():
                create_permissions(config, verbosity=0)
            known = _permissions()
        if missing := _ADMINISTRATOR - known.keys():
            raise LookupError(f"no permission to view {', '.join(sorted(missing))}")
        for name, rank in GROUPS.items():
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.set([known[model] for model in VIEWED[rank]])
    return {name: len(VIEWED[rank]) for name, rank in GROUPS.items()}


def _permissions() -> dict[str, Permission]:
    """The permission to view each of the models, by "app.model"."""
    wanted = Q()
    for label in _ADMINISTRATOR:
        app, model = label.split(".")
        wanted |= Q(content_type__app_label=app, content_type__model=model, codename=f"view_{model}")
    found = Permission.objects.select_related("content_type").filter(wanted)
    return {f"{p.content_type.app_label}.{p.content_type.model}": p for p in found}
