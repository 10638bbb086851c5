"""How a staff action runs: one transaction, targets locked, ranks compared, a reason, an audit entry, once per form."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import IntegrityError, transaction
from msgspec import Struct, to_builtins

from accounts.actions.audit import record
from accounts.models import AuditEntry, User
from accounts.models.ids import UserId
from accounts.queries.rank import Rank, may_act, rank_of
from game.actions.constraints import staff_refusal
from game.actions.locking import lock_characters
from game.actions.receipts import KEY
from game.models import Character, Notice
from game.models.ids import CharacterId
from game.rules.errors import GameError

P = ParamSpec("P")
REASON_MIN, REASON_MAX = 3, 300


class StaffActor(Struct, frozen=True):
    """The staff member's account and reason. key: of the form, so that a form that is sent twice acts once.
    address: the IP address of the request."""

    user: UserId
    reason: str
    key: str
    address: str | None = None


class StaffOutcome(Struct, frozen=True):
    """audit: id of the entry. again: the form was sent before, and nothing was done this time. waits: id of the grant that
    waits for a second person; None when nothing waits."""

    audit: int
    again: bool = False
    waits: int | None = None


class StaffContext:
    """One running staff action: the staff member, the rank, and the parameters."""

    def __init__(self, actor: StaffActor, name: str, params: dict[str, object], least: Rank) -> None:
        self.actor, self.name, self.params = actor, name, params
        staff = User.objects.filter(pk=actor.user).first()
        if staff is None or not may_act(staff) or rank_of(staff) < least:
            raise GameError("forbidden", f"This takes the rank of {least.title.lower()} or better.")
        self.staff, self.rank = staff, rank_of(staff)
        self.entry: AuditEntry | None = None

    def user(self, user: UserId) -> User:
        """The account, locked. GameError: not_found, forbidden when it ranks as high as the actor or higher."""
        found: User | None = User.objects.select_for_update(no_key=True).filter(pk=user).first()
        if found is None or found.erased_at is not None:
            raise GameError("not_found", "There is no such account, or it was erased for good.")
        self.once()
        self._outranks([found])
        return found

    def characters(self, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
        """The characters by id, locked in id order, deleted ones too. GameError: not_found, forbidden as in `user`."""
        wanted = set(ids)
        found = lock_characters(wanted)
        if len(found) != len(wanted):
            raise GameError("not_found", "There is no such character.")
        self.once()
        self._outranks(User.objects.filter(pk__in=[c.user_id for c in found.values()]).order_by("pk"))
        return found

    def lock_actor(self) -> None:
        """Lock the actor's own account, before any target, so that two actions at once are counted one after the other."""
        User.objects.select_for_update(no_key=True).filter(pk=self.staff.pk).values("pk").get()

    def once(self) -> None:
        """Ends the action if this form was acted on before. Called with the targets locked: the same form, sent at the same time,
        has finished by then."""
        first = AuditEntry.objects.filter(key=self.actor.key).first()
        if first is not None:
            raise _ActedBeforeError(first)

    def write(self, target: str, suffix: str = "", **detail: object) -> str:
        """Write the audit entry; returns "audit:<id>", the reference of its ledger movements. suffix: appended to the action's
        name when something was only asked for."""
        self.entry = record(
            actor=self.staff, action=f"staff.{self.name}{suffix}", target=target, reason=self.actor.reason,
            detail={**self.params, **detail}, address=self.actor.address, key=self.actor.key,
        )  # fmt: skip
        return f"audit:{self.entry.pk}"

    def note(self, target: str, **detail: object) -> None:
        """One more entry, for another character that the action changed; after `write`. Its part_of is the entry of the action."""
        assert self.entry is not None
        record(
            actor=self.staff, action=self.entry.action, target=target, reason=self.actor.reason,
            detail={"part_of": self.entry.pk, **detail}, address=self.actor.address,
        )  # fmt: skip

    def notify(self, characters: Iterable[CharacterId], text: str, reason: str = "") -> None:
        """A notice to each character that says what was done and why. It does not name the staff member."""
        words = f"{text} Reason: {reason or self.actor.reason}"
        if len(words) > 300:
            words = f"{words[:299]}…"
        Notice.objects.bulk_create(Notice(character_id=c, text=words) for c in characters)

    def notify_user(self, user: User, text: str) -> None:
        self.notify(Character.objects.filter(user=user, deleted_at=None).order_by("pk").values_list("pk", flat=True), text)

    def _outranks(self, users: Iterable[User | None]) -> None:
        for user in users:
            if rank_of(user) >= self.rank:
                raise GameError("forbidden", f"{user} ranks as high as you or higher: you cannot act on that account.")


class _ActedBeforeError(Exception):
    def __init__(self, first: AuditEntry) -> None:
        self.first = first


def staff_action(
    stored_as: str, least: Rank
) -> Callable[[Callable[Concatenate[StaffContext, P], None]], Callable[Concatenate[StaffActor, P], StaffOutcome]]:
    """Decorator: turns a function of a StaffContext into an action of a StaffActor with at least the given rank.

    stored_as: the action's name in the audit, without "staff.". The function locks its targets through the StaffContext and
    writes the audit entry. Raises GameError: invalid (reason, key), forbidden, key_reused (the key was used for something
    else), and whatever the function raises. Nothing is changed in these cases.
    """

    def decorate(verb: Callable[Concatenate[StaffContext, P], None]) -> Callable[Concatenate[StaffActor, P], StaffOutcome]:
        @wraps(verb)
        def run(actor: StaffActor, /, *args: P.args, **params: P.kwargs) -> StaffOutcome:
            actor = _checked(actor)
            values = to_builtins(params)
            try:
                with transaction.atomic():
                    context = StaffContext(actor, stored_as, values, least)
                    verb(context, *args, **params)
                    assert context.entry is not None, f"{stored_as} left no audit entry"
                    return StaffOutcome(context.entry.pk, waits=context.entry.detail.get("waits"))
            except _ActedBeforeError as before:
                return _repeated_outcome(actor, stored_as, values, before.first)
            except IntegrityError as error:
                first = AuditEntry.objects.filter(key=actor.key).first()
                if first is not None:
                    return _repeated_outcome(actor, stored_as, values, first)
                raise staff_refusal(error) from error

        run.__dict__["stored_as"] = stored_as
        return run

    return decorate


def keep_earned(characters: Iterable[Character], change: dict[CharacterId, int] | None = None) -> None:
    """Put gold_earned back to what it was when the characters were locked, plus the given change, never below zero."""
    for character in characters:
        earned = max(0, character.gold_earned + (change or {}).get(character.id, 0))
        Character.objects.filter(pk=character.pk).update(gold_earned=earned)


def _checked(actor: StaffActor) -> StaffActor:
    reason = " ".join(actor.reason.replace("\0", "").split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise GameError("invalid", f"Give a reason of {REASON_MIN} to {REASON_MAX} characters.", field="reason")
    if not KEY.fullmatch(actor.key):
        raise GameError("invalid", "Open the form anew: its key is missing.", field="key")
    return StaffActor(actor.user, reason, actor.key, actor.address)


def _repeated_outcome(actor: StaffActor, name: str, params: dict[str, object], first: AuditEntry) -> StaffOutcome:
    names = (f"staff.{name}", f"staff.{name}_asked")
    same = AuditEntry.objects.filter(pk=first.pk, actor=actor.user, action__in=names, reason=actor.reason)
    if not same.exists() or {k: first.detail.get(k) for k in params} != params:
        raise GameError("key_reused", "This form was sent before with other values: open it anew.", field="key")
    return StaffOutcome(first.pk, again=True, waits=first.detail.get("waits"))
