"""Friendships, requests, mentors, blocks and letters to many: lists to look at. Drafts are in no list: nobody but the writer reads them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.admin.base import LargeTableAdmin
from game.admin.find_rows import PlayerSearchMixin
from game.models import Block, Circular, FriendRequest, Friendship, Mentorship


@admin.register(Friendship)
class FriendshipAdmin(PlayerSearchMixin[Friendship], LargeTableAdmin[Friendship]):
    list_display = ("id", "one", "other", "at")
    list_filter = ("at",)
    list_select_related = ("one", "other")
    search_fields = ("one__name__iexact", "pk__exact")
    search_help_text = "The name of one side or of both, or a number."

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(one__in=ids) | Q(other__in=ids)


@admin.register(FriendRequest)
class FriendRequestAdmin(PlayerSearchMixin[FriendRequest], LargeTableAdmin[FriendRequest]):
    list_display = ("id", "kind", "asker", "asked", "at", "closed_at")
    list_filter = ("kind", "at")
    list_select_related = ("asker", "asked")
    search_fields = ("asker__name__iexact", "pk__exact")
    search_help_text = "The name of one side or of both, or a number."

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(asker__in=ids) | Q(asked__in=ids)


@admin.register(Mentorship)
class MentorshipAdmin(PlayerSearchMixin[Mentorship], LargeTableAdmin[Mentorship]):
    list_display = ("id", "mentor", "pupil", "seat", "pupil_level", "at", "rose_at")
    list_filter = ("at", "rose_at")
    list_select_related = ("mentor", "pupil")
    search_fields = ("mentor__name__iexact", "pk__exact")
    search_help_text = "The name of one side or of both, or a number."

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(mentor__in=ids) | Q(pupil__in=ids)


@admin.register(Block)
class BlockAdmin(PlayerSearchMixin[Block], LargeTableAdmin[Block]):
    """user blocked the account of the character."""

    list_display = ("id", "user", "character", "at")
    list_filter = ("at",)
    list_select_related = ("user", "character")
    search_fields = ("character__name__iexact", "user__username__iexact", "pk__exact")
    search_help_text = "The name of a character, a username, or a number."

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(character__in=ids)


@admin.register(Circular)
class CircularAdmin(PlayerSearchMixin[Circular], LargeTableAdmin[Circular]):
    """The subject is private, as that of a letter."""

    list_display = ("id", "sender", "about", "letters", "at")
    list_filter = ("at",)
    list_select_related = ("sender",)
    search_fields = ("sender__name__iexact", "pk__exact")
    search_help_text = "The sender's name, or a number."
    fields = ("sender", "about", "letters", "at")

    def by_characters(self, ids: Sequence[int]) -> Q:
        return Q(sender__in=ids)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("subject")
