"""Personal data in the game's tables: how each is exported and erased at its owner's request."""

from django.db.models import Case, Q, QuerySet, When

from accounts.registries.hooks import (
    ban_links,
    before_erasure,
    guest_character_names,
    guest_possessions,
    guest_renamings,
    on_sessions_ended,
    users_in_use,
)  # fmt: skip
from accounts.registries.personal_data import Users, delete, register
from game.actions import boards, ledger
from game.actions.daily_rank import forget_ranks
from game.actions.forget import forget
from game.actions.guest_name import guest_character_name, rename_for_signup
from game.actions.personal_data_chat import register_chat
from game.actions.personal_data_friends import register_friends
from game.actions.personal_data_rows import BY_NUMBER, of_character
from game.actions.transaction import TransactionContext
from game.models import (
    AchievementProgress,
    ApiToken,
    Appeal,
    ArchivedBattle,
    ArchivedRaidHit,
    Battle,
    Block,
    BoardEntry,
    Character,
    DailyMission,
    DailyRank,
    DiceSeed,
    EarnedAchievement,
    GameEvent,
    Holding,
    LedgerAccount,
    Letter,
    NewsEntry,
    Notice,
    NoticeChoice,
    NoticeDigest,
    NoticeSequence,
    PendingGrant,
    PlayerStats,
    RaidHit,
    RaidHunter,
    RaidReminder,
    RaidReward,
    RankCount,
    Receipt,
    Report,
    ReportFiling,
    Sanction,
    SanctionText,
    SeasonBaseline,
    SeasonRank,
    SeasonResult,
    SeasonReward,
    StaffNote,
    Transfer,
)
from game.models.ids import CharacterId
from game.queries.appeal_token import ban_link

_CHARACTER_FIELDS = (
    "id", "name", "faction", "class_slug", "emblem", "level", "xp", "gold", "unspent", "strength", "dexterity", "intellect",
    "vitality", "luck", "wisdom", "loadout", "place", "hunts", "kills", "raid_hits", "raid_damage", "gold_earned", "streak_days",
    "title", "clan_tag", "clan_bonus", "mentor_bonus", "created_at", "seen_at", "deleted_at",
)  # fmt: skip


def register_all() -> None:
    on_sessions_ended.append(end_tokens)
    before_erasure.append(lock_characters_of)
    guest_possessions.append(living_by_name)
    guest_character_names.append(guest_character_name)
    guest_renamings.append(rename_for_signup)
    users_in_use.append(played)
    ban_links.append(ban_link)
    of_character(Notice, "What your characters were told.", (
        "character", "kind", "number", "text", "link", "at", "read_at",
    ), gone=True)  # fmt: skip
    _register_notices()
    register(
        Receipt, about="Answers kept for two days in case you ask twice.", find=_receipts, fields=("character", "action", "at"),
        erase=delete(_receipts),
    )  # fmt: skip
    _register_mail()
    of_character(DailyMission, "Missions.", ("character", "mission", "day", "target", "progress", "claimed_at"), gone=True)
    of_character(Holding, "What your characters hold.", (
        "character", "item", "quantity", "slot", "durability", "worn_from", "upgrade",
    ))  # fmt: skip
    of_character(DiceSeed, "The dice of your fights. A seed that is in use is secret until the next one takes over.", (
        "id", "character", "commit", "client_seed", "next_nonce", "created_at", "revealed_at",
    ))  # fmt: skip
    for battles, about in ((Battle, "Fights."), (ArchivedBattle, "Fights that are older than 90 days.")):
        of_character(battles, about, (
            "id", "character", "place", "monster", "won", "xp", "gold", "levels", "seed", "nonce", "rules_version",
            "content_hash", "inputs", "outcome", "at",
        ), reason="They stay, for the dice to be checked; the name is taken out.")  # fmt: skip
    of_character(PlayerStats, "The statistics that you asked for.", (
        "character", "state", "asked_at", "computed_at", "counted_to", "data",
    ), gone=True)  # fmt: skip
    of_character(
        EarnedAchievement, "What your characters have achieved.", ("character", "achievement", "earned_at", "gold", "paid_at"), gone=True
    )  # fmt: skip
    of_character(
        AchievementProgress, "What is counted for achievements.", ("character", "counts", "positions"), gone=True
    )  # fmt: skip
    _register_raids()
    _register_seasons()
    register(
        Transfer, about="Every movement of gold and things to or from your characters.", reason=BY_NUMBER,
        find=_transfers, fields=("id", "source", "destination", "asset", "quantity", "holding", "reason", "reference", "at"),
    )  # fmt: skip
    register(
        PendingGrant, about="What staff wanted to give to your characters, and what you asked for or decided as staff.",
        find=lambda users: PendingGrant.objects.filter(
            Q(character__user__in=users) | Q(asked_by__in=users) | Q(decided_by__in=users)
        ),
        fields=("id", "character", "asset", "quantity", "state", "asked_at", "decided_at"), reason=BY_NUMBER,
    )  # fmt: skip
    register(
        GameEvent, about="Events of the world that you made as staff.", find=lambda users: GameEvent.objects.filter(made_by__pk__in=users),
        fields=("id", "kind", "title", "text", "starts_at", "ends_at", "stopped_at", "marked", "reason", "made_at"),
        reason="They stay, because everybody hunted under them; they name only the account.",
    )  # fmt: skip
    register(
        NewsEntry, about="News of the city that name your characters, and those that you wrote as staff.", find=_news,
        fields=("id", "kind", "at", "text", "link"),
        reason="They stay, with the number of a character that has no name any more: names are read when news are shown.",
    )  # fmt: skip
    register(
        ApiToken, about="Where you are logged in by the API. The keys themselves are not kept.",
        find=_tokens, fields=("character", "created_at", "expires_at"), erase=delete(_tokens),
    )  # fmt: skip
    register(
        Block, about="Whom you blocked, by the character that you know.", find=lambda users: Block.objects.filter(user_id__in=users),
        fields=("character__name", "at"), erase=delete(lambda users: Block.objects.filter(Q(user_id__in=users) | Q(blocked_id__in=users))),
    )  # fmt: skip
    register_friends()
    _register_sanctions()
    register_chat()
    _register_boards()
    register(
        Character, about="Your characters, those too that you let go.", find=characters_of, fields=_CHARACTER_FIELDS,
        erase=forget_all,
    )  # fmt: skip


def _register_notices() -> None:
    of_character(NoticeSequence, "How many notices your characters got.", ("character", "last", "mailed"), gone=True)
    register(
        NoticeChoice, about="What you want to hear about, and where.", find=_choices, fields=("kind", "channel"),
        erase=delete(_choices),
    )  # fmt: skip
    register(
        NoticeDigest, about="The days on which you got a mail with notices.", find=_digests, fields=("day", "notices", "at"),
        erase=delete(_digests),
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
        find=lambda users: LedgerAccount.objects.filter(letter__in=_letters(users)), fields=("id", "kind", "gold"),
        reason="They stay until the letters are removed.",
    )  # fmt: skip
    register(
        ReportFiling, about="What you reported to the staff, with your remarks.",
        find=lambda users: ReportFiling.objects.filter(reporter__user_id__in=users),
        fields=("report__target", "report__reason", "report__state", "reporter", "remark", "at"), erase=_take_out_remarks,
    )  # fmt: skip
    register(
        Report, about="Reports about what you wrote.", erase=_take_out_quotes,
        reason="They are not exported, because they would name those who filed them, and stay under a number.",
    )  # fmt: skip


def _register_sanctions() -> None:
    """Texts are taken out of what stays: it says that an account was sanctioned, and the account says nothing of a person."""
    register(
        Appeal, about="Your appeals, with the answers.", find=lambda users: Appeal.objects.filter(sanction__user_id__in=users),
        fields=("sanction", "text", "at", "state", "decided_at", "answer"),
        erase=lambda users: Appeal.objects.filter(sanction__user_id__in=users).update(text="", answer=""),
        reason="Without its texts, an appeal stays under a number.",
    )  # fmt: skip
    register(
        Sanction, about="What the staff imposed on you.", find=lambda users: Sanction.objects.filter(user_id__in=users),
        fields=("id", "kind", "reason", "starts_at", "ends_at", "lifted_at", "lifted_why"),
        erase=lambda users: Sanction.objects.filter(user_id__in=users).update(reason=""),
        reason="Without its reason, a sanction stays under a number.",
    )  # fmt: skip
    register(
        StaffNote, about="What the staff noted about you, for each other.",
        erase=delete(lambda users: StaffNote.objects.filter(user_id__in=users)),
        reason="They may speak of other people too. Ask us, and you get them without what would name somebody else.",
    )  # fmt: skip
    register(
        SanctionText, about="Reasons for sanctions that you worded as staff.",
        find=lambda users: SanctionText.objects.filter(changed_by__pk__in=users), fields=("title", "text", "changed_at"),
        reason="They belong to the game, and name only the account.",
    )  # fmt: skip


def _register_raids() -> None:
    """`forget` takes the names out of the open raid."""
    older = "Your hits on the bosses of raids that are older than 90 days."
    for hits, about in ((RaidHit, "Your hits on the bosses of raids."), (ArchivedRaidHit, older)):
        of_character(hits, about, (
            "id", "raid", "character", "damage", "lost", "outcome", "seed", "nonce", "inputs", "at", "number", "counted",
            "hp_after", "late", "refunded_at",
        ), reason=f"They stay, for the dice and the end of each raid to be checked. {BY_NUMBER}")  # fmt: skip
    of_character(RaidHunter, "What you did in each raid in all.", ("raid", "character", "hits", "damage"))
    of_character(RaidReward, "What you got for each raid.", (
        "raid", "character", "rank", "hits", "damage", "share", "gold", "energy", "trophy", "paid_at",
    ))  # fmt: skip
    of_character(
        RaidReminder, "The raids of which you want to be reminded.", ("character", "window", "at"), gone=True
    )  # fmt: skip


def _register_boards() -> None:
    register(
        BoardEntry, about="Where your characters stand on the leaderboards.",
        find=lambda users: BoardEntry.objects.filter(character__user_id__in=users),
        fields=("snapshot__board", "snapshot__scope", "snapshot__taken_at", "rank", "character", "score", "value"),
        reason="Your characters are taken off the boards when their names are taken out.",
    )  # fmt: skip
    register(
        DailyRank, about="The ranks of your characters on each day of the last eight weeks.",
        find=lambda users: DailyRank.objects.filter(count__in=RankCount.objects.values("pk"), character__in=_ids(users)),
        fields=("count__taken_at", "count__boards", "character", "ranks"), erase=lambda users: forget_ranks(_ids(users)),
    )  # fmt: skip


def _register_seasons() -> None:
    """`forget` takes the names out of the hall of fame."""
    of_character(
        SeasonBaseline, "What your characters had when the season began.",
        ("season__number", "character", "experience", "kills", "gold_earned", "raid_damage"), gone=True,
    )  # fmt: skip
    of_character(
        SeasonResult, "Where your characters stood when each season ended; its boards say what the numbers mean, in their order.",
        ("season__number", "season__boards", "character", "ranks", "scores"),
    )  # fmt: skip
    of_character(
        SeasonRank, "Your places in the hall of fame.", ("season__number", "board", "rank", "character", "name", "score"),
        reason="The place and the score stay, without the name.",
    )  # fmt: skip
    of_character(SeasonReward, "What you got for seasons.", (
        "season__number", "board", "rank", "character", "gold", "title", "paid_at",
    ))  # fmt: skip


def end_tokens(users: Users) -> None:
    """Log these users out of the API."""
    ApiToken.objects.filter(user_id__in=users).delete()


def lock_characters_of(users: Users) -> None:
    """Lock the characters before their rows, in the order of every action."""
    TransactionContext().lock_characters(Character.objects.filter(user_id__in=users).values_list("pk", flat=True))


def living_by_name(user_id: int) -> list[str]:
    """The account's living characters in words: "Mirela (level 3)"."""
    living = Character.objects.filter(user_id=user_id, deleted_at=None).order_by("pk")
    return [f"{name} (level {level})" for name, level in living.values_list("name", "level")]


def played(users: list[int]) -> set[int]:
    """The accounts among these that have a character that fought, or an API token."""
    fought = Character.objects.filter(user_id__in=users, hunts__gt=0).values_list("user_id", flat=True)
    tokens = ApiToken.objects.filter(user_id__in=users).values_list("user_id", flat=True)
    return {user for user in (*fought, *tokens) if user is not None}


def characters_of(users: Users) -> QuerySet[Character]:
    return Character.objects.filter(user_id__in=users)


def _ids(users: Users) -> list[CharacterId]:
    return list(characters_of(users).values_list("pk", flat=True))


def forget_all(users: Users) -> None:
    """The boards come last: a count, or another one who is taken off, waits for their lock."""
    characters = list(characters_of(users).order_by("pk"))
    forget(*characters)
    boards.remove([character.id for character in characters])


def _choices(users: Users) -> QuerySet[NoticeChoice]:
    return NoticeChoice.objects.filter(user_id__in=users)


def _digests(users: Users) -> QuerySet[NoticeDigest]:
    return NoticeDigest.objects.filter(user_id__in=users)


def _receipts(users: Users) -> QuerySet[Receipt]:
    return Receipt.objects.filter(Q(character__user_id__in=users) | Q(user_id__in=users))


def _letters(users: Users) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(sender__user_id__in=users) | Q(recipient__user_id__in=users)).order_by("pk")


def _own_copies(users: Users) -> QuerySet[Letter]:
    """What the user did with each letter, and not what the other side did."""
    is_received = Q(recipient__user_id__in=users)
    return _letters(users).annotate(
        you_read_at=Case(When(is_received, then="read_at")),
        you_deleted_at=Case(When(is_received, then="deleted_by_recipient_at"), default="deleted_by_sender_at"),
    )


def _take_out_remarks(users: Users) -> None:
    ReportFiling.objects.filter(reporter__user_id__in=users).update(remark="")


def _take_out_quotes(users: Users) -> None:
    """A quote is the name of a character, or other words of the one whom a report is about."""
    Report.objects.filter(about__user_id__in=users).exclude(quote="").update(quote="")


def _tokens(users: Users) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user_id__in=users)


def _news(users: Users) -> QuerySet[NewsEntry]:
    return NewsEntry.objects.filter(Q(people__overlap=_ids(users)) | Q(written_by__in=users)).order_by("pk")


def _transfers(users: Users) -> QuerySet[Transfer]:
    holders = [ledger.of(pk) for pk in characters_of(users).values_list("pk", flat=True)]
    return Transfer.objects.filter(Q(source__in=holders) | Q(destination__in=holders)).order_by("pk")
