"""The look and the menu of the admin (django-unfold)."""

from functools import cache, partial
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import lazy


def _address(name: str) -> Any:
    """As reverse_lazy, but looked up once: a page of the admin asks for the address of each entry several times."""
    return lazy(cache(partial(reverse, name)), str)()


def _may(permission: str) -> Any:
    return lambda request: request.user.has_perm(permission)


def _item(title: str, icon: str, model: str, page: str = "changelist") -> dict[str, Any]:
    """An entry for the list of a model ("app.model"), or for another page of its admin, for users who may view the model."""
    app, name = model.split(".")
    link = _address(f"admin:{app}_{name}_{page}")
    return {"title": title, "icon": icon, "link": link, "permission": _may(f"{app}.view_{name}")}


def _group(title: str, *items: dict[str, Any], collapsible: bool = False) -> dict[str, Any]:
    return {"title": title, "separator": True, "collapsible": collapsible, "items": list(items)}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "VvW staff",
    "SITE_HEADER": "Vampires vs Werewolves",
    "SITE_SUBHEADER": "Staff",
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("vvw_admin/moon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("vvw_admin/moon.svg")},
    ],
    "STYLES": [lambda request: static("vvw_admin/admin.css")],
    "SCRIPTS": [lambda request: static("vvw_admin/landmarks.js")],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "game.admin.overview.overview",
    "COMMAND": {"search_callback": "game.admin.find_players.find_players"},
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "base": {
            "50": "#faf8f7",
            "100": "#f3efee",
            "200": "#e5dedd",
            "300": "#cfc4c3",
            "400": "#a3959a",
            "500": "#76666d",
            "600": "#574850",
            "700": "#40333a",
            "800": "#2a2027",
            "900": "#1b141a",
            "950": "#110c10",
        },
        "primary": {
            "50": "#fdf2f4",
            "100": "#fbe4e8",
            "200": "#f7c9d2",
            "300": "#f0a0af",
            "400": "#e66b82",
            "500": "#d33e5c",
            "600": "#a81c3c",
            "700": "#8f1532",
            "800": "#78142d",
            "900": "#67152b",
            "950": "#3a0714",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "command_search": True,
        "show_all_applications": False,
        "navigation": [
            {"items": [{"title": "Overview", "icon": "monitoring", "link": _address("admin:index")}]},
            _group(
                "Players",
                _item("Characters", "swords", "game.character"),
                _item("Accounts", "person", "accounts.user"),
                _item("Sessions", "devices", "usersessions.usersession"),
                _item("Reports", "report", "game.report"),
                _item("Appeals", "gavel", "game.appeal"),
                _item("Sanctions", "front_hand", "game.sanction"),
                _item("Prewritten reasons", "edit_note", "game.sanctiontext"),
                _item("Staff notes", "sticky_note_2", "game.staffnote"),
                _item("Rooms", "forum", "game.chatroom"),
                _item("Messages in rooms", "chat", "game.chatmessage"),
                _item("Words kept out", "block", "game.chatword"),
                _item("Grants that wait", "approval_delegation", "game.pendinggrant"),
                _item("Notices", "notifications", "game.notice"),
            ),
            _group(
                "Play",
                _item("Battles", "local_fire_department", "game.battle"),
                _item("Events", "dark_mode", "game.gameevent"),
                _item("News", "newspaper", "game.newsentry"),
                _item("Achievements", "military_tech", "game.earnedachievement"),
                _item("Clans", "shield", "clans.clan"),
                _item("Members of clans", "groups_2", "clans.member"),
                _item("Logs of clans", "list_alt", "clans.clanlogentry"),
                _item("Raids", "groups", "game.raid"),
                _item("Hits in raids", "swords", "game.raidhit"),
                _item("Hunters in raids", "leaderboard", "game.raidhunter"),
                _item("Rewards of raids", "trophy", "game.raidreward"),
                _item("Seasons", "event_repeat", "game.season"),
                _item("Results of seasons", "format_list_numbered", "game.seasonresult"),
                _item("Hall of fame", "social_leaderboard", "game.seasonrank"),
                _item("Rewards of seasons", "trophy", "game.seasonreward"),
                _item("Leaderboards", "leaderboard", "game.boardsnapshot"),
                _item("Dice seeds", "casino", "game.diceseed"),
                _item("Holdings", "backpack", "game.holding"),
                _item("Letters", "mail", "game.letter"),
                _item("Missions", "flag", "game.dailymission"),
            ),
            _group(
                "Banks of clans",
                _item("Withdrawals", "account_balance_wallet", "clans.withdrawal"),
                _item("Dues", "savings", "clans.dues"),
                _item("Dues by week", "event_available", "clans.duespayment"),
                _item("Webhooks", "webhook", "clans.webhook"),
                _item("Reports to webhooks", "outbound", "clans.webhookreport"),
            ),
            _group(
                "Records",
                _item("Ledger", "account_balance", "game.transfer"),
                _item("Escrows", "lock", "game.ledgeraccount"),
                _item("Audit", "gavel", "accounts.auditentry"),
                _item("Receipts", "receipt_long", "game.receipt"),
                _item("Form changes", "history", "admin.logentry"),
            ),
            _group(
                "Identity",
                _item("Staff groups", "shield_person", "auth.group"),
                _item("Mail addresses", "alternate_email", "account.emailaddress"),
                _item("Second factors", "key", "mfa.authenticator"),
                _item("API tokens", "vpn_key", "game.apitoken"),
                _item("Google accounts", "link", "socialaccount.socialaccount"),
                _item("Log-in providers", "hub", "socialaccount.socialapp"),
                _item("Provider tokens", "token", "socialaccount.socialtoken"),
            ),
            _group(
                "System",
                _item("Jobs", "manufacturing", "jobs.jobrun", page="jobs"),
                _item("Outbox", "outgoing_mail", "accounts.outboxmessage"),
                _item("Content versions", "menu_book", "game.contentversion"),
                _item("Periodic tasks", "schedule", "django_celery_beat.periodictask"),
                _item("Intervals", "timer", "django_celery_beat.intervalschedule"),
                _item("Crontabs", "event_repeat", "django_celery_beat.crontabschedule"),
                _item("Clocked", "alarm", "django_celery_beat.clockedschedule"),
                _item("Solar", "wb_sunny", "django_celery_beat.solarschedule"),
            ),
        ],
    },
}
