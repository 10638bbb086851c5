"""Personal data in the game's tables: how each is exported and erased at its owner's request."""

from django.db.models import Case, Model, Q, QuerySet, When

from accounts.models import User
from accounts.registries.hooks import before_erasure, guest_possessions, on_sessions_ended, users_in_use
from accounts.registries.personal_data import delete, register
from game.actions import ledger
from game.actions.forget import forget
from game.actions.transaction import EffectContext, TransactionContext
from game.models import (
    ApiToken,
    ArchivedBattle,
    ArchivedRaidHit,
    Battle,
    Character,
    DailyMission,
    DiceSeed,
    Holding,
    LedgerAccount,
    Letter,
    Notice,
    PendingGrant,
    PlayerStats,
    RaidHit,
    RaidHunter,
    RaidReminder,
    RaidReward,
    Receipt,
    Report,
    ReportFiling,
    Transfer,
)
from game.queries import board
from game.queries.archive import archived_battles, archived_hits

_BY_NUMBER = "It stays, under the number of a character that no longer has a name or an owner."
_CHARACTER_FIELDS = (
    "id", "name", "faction", "class_slug", "emblem", "level", "xp", "gold", "unspent", "strength", "dexterity", "intellect",
    "vitality", "luck", "wisdom", "loadout", "place", "hunts", "kills", "raid_hits", "gold_earned", "streak_days", "created_at",
    "seen_at", "deleted_at",
)  # fmt: skip


def register_all() -> None:
    on_sessions_ended.append(end_tokens)
    before_erasure.append(lock_characters_of)
    guest_possessions.append(living_by_name)
    users_in_use.append(played)
    _of_character(Notice, "What your characters were told.", ("character", "text", "link", "at", "read_at"), gone=True)
    register(
        Receipt, about="Answers kept for two days in case you ask twice.", find=_receipts, fields=("character", "action", "at"),
        erase=delete(_receipts),
    )  # fmt: skip
    _register_mail()
    _of_character(DailyMission, "Missions.", ("character", "mission", "day", "target", "progress", "claimed_at"), gone=True)
    _of_character(Holding, "What your characters hold.", (
        "character", "item", "quantity", "slot", "durability", "worn_from", "upgrade",
    ))  # fmt: skip
    _of_character(DiceSeed, "The dice of your fights. A seed that is in use is secret until the next one takes over.", (
        "id", "character", "commit", "client_seed", "next_nonce", "created_at", "revealed_at",
    ))  # fmt: skip
    for battles, about in ((Battle, "Fights."), (ArchivedBattle, "Fights that are older than 90 days.")):
        _of_character(battles, about, (
            "id", "character", "place", "monster", "won", "xp", "gold", "levels", "seed", "nonce", "rules_version",
            "content_hash", "inputs", "outcome", "at",
        ), reason="They stay, for the dice to be checked; the name is taken out.")  # fmt: skip
    _of_character(PlayerStats, "The statistics that you asked for.", (
        "character", "state", "asked_at", "computed_at", "counted_to", "data",
    ), gone=True)  # fmt: skip
    _register_raids()
    register(
        Transfer, about="Every movement of gold and things to or from your characters.", reason=_BY_NUMBER,
        find=_transfers, fields=("id", "source", "destination", "asset", "quantity", "holding", "reason", "reference", "at"),
    )  # fmt: skip
    register(
        PendingGrant, about="What staff wanted to give to your characters, and what you asked for or decided as staff.",
        find=lambda user: PendingGrant.objects.filter(Q(character__user=user) | Q(asked_by=user) | Q(decided_by=user)),
        fields=("id", "character", "asset", "quantity", "state", "asked_at", "decided_at"), reason=_BY_NUMBER,
    )  # fmt: skip
    register(
        ApiToken, about="Where you are logged in by the API. The keys themselves are not kept.",
        find=_tokens, fields=("character", "created_at", "expires_at"), erase=delete(_tokens),
    )  # fmt: skip
    register(
        Character, about="Your characters, those too that you let go.", find=characters_of, fields=_CHARACTER_FIELDS,
        erase=forget_all,
    )  # fmt: skip


def _register_mail() -> None:
    """Copies of letters are deleted by `forget`, under the lock of each character."""
    register(
        Letter, about="Letters that you sent and received, with your texts and those of the others.", find=_own_copies,
        fields=(
            "id", "sender", "recipient", "subject", "text", "answers", "attachments", "state", "sent_at", "expires_at",
            "settled_at", "you_read_at", "you_deleted_at",
        ),
        reason="Letters that you received are deleted on your side. Those that you sent stay with the people who have them, "
        "without your name. What you did not claim goes back to its sender; what you sent can still be claimed.",
    )  # fmt: skip
    register(
        LedgerAccount, about="Where gold and things that came with letters wait until somebody claims them.",
        find=lambda user: LedgerAccount.objects.filter(letter__in=_letters(user)), fields=("id", "kind", "gold"),
        reason="They stay until the letters are removed.",
    )  # fmt: skip
    register(
        ReportFiling, about="What you reported to the staff, with your remarks.",
        find=lambda user: ReportFiling.objects.filter(reporter__user_id=user.pk),
        fields=("report__target", "report__reason", "report__state", "reporter", "remark", "at"), erase=_take_out_remarks,
    )  # fmt: skip
    register(
        Report, about="Reports about what you wrote.",
        reason="They are not exported, because they would name those who filed them, and stay under a number.",
    )  # fmt: skip


def _register_raids() -> None:
    """`forget` takes the names out of the open raid."""
    older = "Your hits on the bosses of raids that are older than 90 days."
    for hits, about in ((RaidHit, "Your hits on the bosses of raids."), (ArchivedRaidHit, older)):
        _of_character(hits, about, (
            "id", "raid", "character", "damage", "lost", "outcome", "seed", "nonce", "inputs", "at", "number", "counted",
            "hp_after", "late", "refunded_at",
        ), reason=f"They stay, for the dice and the end of each raid to be checked. {_BY_NUMBER}")  # fmt: skip
    _of_character(RaidHunter, "What you did in each raid in all.", ("raid", "character", "hits", "damage"))
    _of_character(RaidReward, "What you got for each raid.", (
        "raid", "character", "rank", "hits", "damage", "share", "gold", "energy", "trophy", "paid_at",
    ))  # fmt: skip
    _of_character(
        RaidReminder, "The raids of which you want to be reminded.", ("character", "window", "at"), gone=True
    )  # fmt: skip


def end_tokens(user_id: int) -> None:
    """Log the user out of the API."""
    ApiToken.objects.filter(user_id=user_id).delete()


def lock_characters_of(user_id: int) -> None:
    """Lock the characters before their rows, in the order of every action."""
    TransactionContext().lock_characters(Character.objects.filter(user_id=user_id).values_list("pk", flat=True))


def living_by_name(user_id: int) -> list[str]:
    """The account's living characters in words: "Mirela (level 3)"."""
    living = Character.objects.filter(user_id=user_id, deleted_at=None).order_by("pk")
    return [f"{name} (level {level})" for name, level in living.values_list("name", "level")]


def played(users: list[int]) -> set[int]:
    """The accounts among these that have a character that fought, or an API token."""
    fought = Character.objects.filter(user_id__in=users, hunts__gt=0).values_list("user_id", flat=True)
    tokens = ApiToken.objects.filter(user_id__in=users).values_list("user_id", flat=True)
    return {user for user in (*fought, *tokens) if user is not None}


def characters_of(user: User) -> QuerySet[Character]:
    return Character.objects.filter(user_id=user.pk)


def forget_all(user: User) -> None:
    forget(*characters_of(user).order_by("pk"))
    EffectContext().after_commit(board.drop)


def _of_character(
    model: type[Model], about: str, fields: tuple[str, ...], *, gone: bool = False, reason: str = _BY_NUMBER
) -> None:
    """Registers a table with a `character`. gone: its rows are deleted with the account."""

    rows = {ArchivedBattle: archived_battles, ArchivedRaidHit: archived_hits}.get(model, model._default_manager.all)

    def find(user: User) -> QuerySet[Model]:
        return rows().filter(character__user_id=user.pk)

    erase = delete(find) if gone else None
    register(model, about=about, find=find, fields=fields, erase=erase, reason="" if gone else reason)


def _receipts(user: User) -> QuerySet[Receipt]:
    return Receipt.objects.filter(Q(character__user_id=user.pk) | Q(user_id=user.pk))


def _letters(user: User) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(sender__user_id=user.pk) | Q(recipient__user_id=user.pk)).order_by("pk")


def _own_copies(user: User) -> QuerySet[Letter]:
    """What the user did with each letter, and not what the other side did."""
    is_received = Q(recipient__user_id=user.pk)
    return _letters(user).annotate(
        you_read_at=Case(When(is_received, then="read_at")),
        you_deleted_at=Case(When(is_received, then="deleted_by_recipient_at"), default="deleted_by_sender_at"),
    )


def _take_out_remarks(user: User) -> None:
    ReportFiling.objects.filter(reporter__user_id=user.pk).update(remark="")


def _tokens(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user_id=user.pk)


def _transfers(user: User) -> QuerySet[Transfer]:
    holders = [ledger.of(pk) for pk in characters_of(user).values_list("pk", flat=True)]
    return Transfer.objects.filter(Q(source__in=holders) | Q(destination__in=holders)).order_by("pk")
