"""Characters, with the staff actions that give, take and restore."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.base import ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import staff_account, staff_goods, staff_letters
from game.actions.staff_character import rename_character
from game.admin import panels
from game.admin.panels import Panel
from game.admin.sanction_forms import RenameForm
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import CityLetterForm, GoldForm, GrantItemForm, TakeItemForm
from game.models import Character
from game.presenters.choices import class_choices
from game.presenters.names import class_name, place_name


def alive(character: Character) -> bool:
    return character.deleted_at is None


def restorable(character: Character) -> bool:
    return character.deleted_at is not None and character.user_id is not None


def owned(character: Character) -> bool:
    return character.user_id is not None


GAME_MASTER = Rank.GAME_MASTER


class ClassFilter(admin.SimpleListFilter):
    """Lists the classes of the catalogue. Django would read the whole table for them each time the list is shown."""

    title = "class"
    parameter_name = "class"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return class_choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Character]) -> QuerySet[Character]:
        return queryset.filter(class_slug=self.value()) if self.value() else queryset


@admin.register(Character)
class CharacterAdmin(StaffActionsMixin[Character], ReadOnlyAdmin[Character]):
    staff_actions = (
        StaffActionOption(
            "rename", "Give another name", rename_character, "character", Rank.MODERATOR, RenameForm, owned,
            hint="The old name is replaced in old battles and the hall of fame too. The player is told.",
        ),
        StaffActionOption("grant-gold", "Grant gold", staff_goods.grant_gold, "character", GAME_MASTER, GoldForm, alive),
        StaffActionOption("grant-item", "Grant an item", staff_goods.grant_item, "character", GAME_MASTER, GrantItemForm, alive),
        StaffActionOption(
            "send-letter", "Send a letter", staff_letters.send_letter, "character", GAME_MASTER, CityLetterForm, alive,
            hint="The letter is from the city and does not name you. Gold and items wait in it for two weeks.",
        ),
        StaffActionOption("take-gold", "Take gold", staff_goods.take_gold, "character", GAME_MASTER, GoldForm, danger=True),
        StaffActionOption("take-item", "Take an item", staff_goods.take_item, "character", GAME_MASTER, TakeItemForm, danger=True),
        StaffActionOption(
            "restore", "Restore", staff_account.restore, "character", GAME_MASTER, fits=restorable,
            hint="Within 72 hours of its deletion; administrators also later.",
        ),
    )  # fmt: skip
    list_display = ("name", "account", "side", "class_name", "level", "gold", "kills", "seen_at", "state")
    list_display_links = ("name",)
    list_filter = ("faction", ClassFilter, "seen_at", ("deleted_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "pk__exact")
    search_help_text = "A part of a name, of an account's name, or a number."
    fieldsets = (
        (None, {"fields": (
            ("user", "faction", "class_name", "state"), ("level", "xp", "unspent", "place_name"),
            ("gold", "gold_earned", "hunts", "kills"), ("created_at", "seen_at", "deleted_at"),
        )}),
        ("Body and skills", {"classes": ("collapse",), "fields": (
            ("strength", "dexterity", "intellect"), ("vitality", "luck", "wisdom"), ("energy", "energy_at"), ("hp", "hp_at"),
            "loadout", ("streak_days", "streak_day"), "emblem",
        )}),
    )  # fmt: skip
    readonly_fields = ("class_name", "place_name", "state")

    def owners_of(self, record: Character) -> list[User | None]:
        return [record.user]

    def panels(self, request: HttpRequest, record: Character) -> list[Panel]:
        targets = [f"character:{record.pk}", f"user:{record.user_id}"]
        return panels.permitted(request.user, [
            ("game.view_holding", partial(panels.holdings, record)),
            ("game.view_transfer", partial(panels.ledger_lines, record)),
            ("game.view_notice", partial(panels.notices, record)),
            ("usersessions.view_usersession", partial(panels.sessions, record.user)),
            ("accounts.view_auditentry", partial(panels.audit, targets)),
        ])  # fmt: skip

    @display(description="class")
    def class_name(self, character: Character) -> str:
        return class_name(character.class_slug)

    @display(description="last hunted")
    def place_name(self, character: Character) -> str:
        return place_name(character.place) if character.place else "nowhere yet"

    @display(description="account", ordering="user__username")
    def account(self, character: Character) -> str:
        return panels.link_to(character.user) if character.user else "erased"

    @display(description="faction", ordering="faction", label={"vampire": "danger", "werewolf": "success"})
    def side(self, character: Character) -> str:
        return character.faction

    @display(description="state", label={"alive": "info", "deleted": "warning"})
    def state(self, character: Character) -> str:
        return "alive" if alive(character) else "deleted"
