"""Rooms with their slow mode, messages that staff can hide, and the words that are kept out. Private messages have no text here: staff see
what was reported, with the report."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from accounts.admin.base import LargeTableAdmin, ReadOnlyAdmin
from accounts.admin.display import display
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_chat import SLOW_MAX, WORD_MAX, allow_word, hide_message, keep_word_out, slow_room
from game.admin import panels
from game.admin.find_rows import PlayerSearchMixin
from game.admin.panels import Panel
from game.admin.staff_action_form import StaffActionOption, StaffActionsMixin
from game.admin.staff_forms import AuditedForm
from game.models import ArchivedChatMessage, ChatMessage, ChatRoom, ChatWord
from game.queries.chat_message import StoredMessageRow, is_private
from game.queries.chat_rooms import chat_room_kinds


class SlowRoomForm(AuditedForm):
    seconds = forms.IntegerField(
        min_value=0, max_value=SLOW_MAX, initial=30, widget=UnfoldAdminIntegerFieldWidget,
        help_text="So long each account waits between two messages in this room. 0 ends slow mode.",
    )  # fmt: skip


class KeepWordOutForm(AuditedForm):
    word = forms.CharField(
        max_length=WORD_MAX, widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "spellcheck": "false"}),
        help_text="One word. Messages are refused that have it as a whole word, also with look-alike letters, digits or dots.",
    )  # fmt: skip


class RoomKindFilter(admin.SimpleListFilter):
    """By the kinds that are registered: reading them from the table would look at every room."""

    title = parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.kind, kind.word) for kind in chat_room_kinds().values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ChatRoom]) -> QuerySet[ChatRoom]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(ChatRoom)
class ChatRoomAdmin(PlayerSearchMixin[ChatRoom], StaffActionsMixin[ChatRoom], LargeTableAdmin[ChatRoom]):
    staff_actions = (
        StaffActionOption(
            "slow", "Slow mode", slow_room, "room", Rank.MODERATOR, SlowRoomForm, hint="It counts from the next message."
        ),
    )
    list_display = ("id", "kind", "key", "last", "slow_seconds", "opened_at")
    list_display_links = ("id", "kind")
    list_filter = (RoomKindFilter, "opened_at")
    search_fields = ("members__character__name__iexact", "key__exact", "pk__exact")
    search_help_text = "The name of somebody in a private room, a key such as vampire, or a number."
    fields = (("kind", "key", "opened_at"), ("last", "slow_seconds"), "members_shown")
    readonly_fields = ("members_shown",)

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(members__character__in=ids)

    def owners_of(self, record: ChatRoom) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: ChatRoom) -> list[Panel]:
        return panels.permitted(
            request.user, [("accounts.view_auditentry", partial(panels.audit, [f"room:{record.pk}"]))]
        )  # fmt: skip

    @display(description="in it")
    def members_shown(self, room: ChatRoom) -> str:
        names = room.members.order_by("pk").values_list("character__name", flat=True)
        return ", ".join(names) or "everybody of this faction or clan"


class MessageAdmin(PlayerSearchMixin[Any], StaffActionsMixin[Any], LargeTableAdmin[Any]):
    """Of both tables."""

    staff_actions = (
        StaffActionOption(
            "hide", "Hide it", hide_message, "message", Rank.MODERATOR, fits=lambda message: message.state == "shown", danger=True,
            hint="Players no longer see its text. It cannot be taken back.",
        ),
    )  # fmt: skip
    list_display = ("id", "at", "room_shown", "number", "author_shown", "text_shown", "state")
    list_display_links = ("id", "at")
    list_filter = ("state", "at")
    list_select_related = ("room", "author")
    search_fields = ("author__name__iexact", "pk__exact")
    search_help_text = "The name of the author, or a number."
    fields = (("room_shown", "number", "at"), ("author_shown", "state"), "text_shown")
    readonly_fields = ("room_shown", "author_shown", "text_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("room", "author__user")

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(author__in=ids)

    def owners_of(self, record: StoredMessageRow) -> list[User | None]:
        return [record.author.user]

    def panels(self, request: HttpRequest, record: StoredMessageRow) -> list[Panel]:
        return panels.permitted(
            request.user, [("accounts.view_auditentry", partial(panels.audit, [f"message:{record.pk}"]))]
        )  # fmt: skip

    @display(description="room")
    def room_shown(self, message: StoredMessageRow) -> str:
        return panels.link_to(message.room)

    @display(description="author")
    def author_shown(self, message: StoredMessageRow) -> str:
        return panels.link_to(message.author)

    @display(description="text")
    def text_shown(self, message: StoredMessageRow) -> str:
        return "(private)" if is_private(message) else message.text or "—"


admin.site.register(ChatMessage, MessageAdmin)
admin.site.register(ArchivedChatMessage, MessageAdmin)


@admin.register(ChatWord)
class ChatWordAdmin(StaffActionsMixin[ChatWord], ReadOnlyAdmin[ChatWord]):
    list_actions = (
        StaffActionOption(
            "add", "Keep a word out", keep_word_out, "", Rank.MODERATOR, KeepWordOutForm,
            hint="From the next message on. What was said before stays.",
        ),
    )  # fmt: skip
    staff_actions = (StaffActionOption("allow", "Take it off the list", allow_word, "word", Rank.MODERATOR, AuditedForm),)
    ordering = ("word",)
    list_display = ("word", "folded", "added_by", "added_at")
    list_filter = ("added_at",)
    search_fields = ("word__icontains",)
    search_help_text = "A part of the word."
    fields = ("word", "folded", ("added_by", "added_at"))

    def owners_of(self, record: ChatWord) -> list[User | None]:
        return []

    def panels(self, request: HttpRequest, record: ChatWord) -> list[Panel]:
        return panels.permitted(
            request.user, [("accounts.view_auditentry", partial(panels.audit, [f"word:{record.pk}"]))]
        )  # fmt: skip
