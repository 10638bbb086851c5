"""How a staff action runs: one transaction, targets locked, ranks compared, a reason, an audit entry, once per form."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from msgspec import Struct, structs, to_builtins

from accounts.actions.audit import record
from accounts.models import AuditEntry, User
from accounts.models.ids import UserId
from accounts.queries.rank import Rank, may_act, rank_of
from game.actions import receipts
from game.actions.notices import NewNotice, notify_all
from game.actions.receipts import KeyedRequest, ReceiptOwner, StoredAs, StoredReceipt
from game.actions.transaction import TransactionContext, in_transaction
from game.models import Character
from game.models.ids import CharacterId
from game.models.notice_choice import STAFF
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
    """audit: id of the entry. again: the form was sent before, and nothing was done this time; so in the receipt. waits: id of
    the grant that waits for a second person; None when nothing waits."""

    audit: int
    again: bool = False
    waits: int | None = None


class StaffContext(TransactionContext):
    """One running staff action: the staff member, the rank, and the parameters that the audit keeps."""

    def __init__(self, actor: StaffActor, request: KeyedRequest, params: dict[str, object], least: Rank) -> None:
        super().__init__()
        self.actor, self.name, self.params = actor, request.name, params
        self._request = request
        staff = User.objects.filter(pk=actor.user).first()
        if staff is None or not may_act(staff) or rank_of(staff) < least:
            raise GameError("forbidden", f"This takes the rank of {least.title.lower()} or better.")
        self.staff, self.rank = staff, rank_of(staff)
        self.entry: AuditEntry | None = None

    def user(self, user: UserId) -> User:
        """The account, locked. GameError: not_found, forbidden when it ranks as high as the actor or higher."""
        found = self.lock_users([user]).get(user)
        if found is None or found.erased_at is not None:
            raise GameError("not_found", "There is no such account, or it was erased for good.")
        self.once()
        self._outranks([found])
        return found

    def characters(self, ids: Iterable[CharacterId], told: Iterable[CharacterId] = ()) -> dict[CharacterId, Character]:
        """The characters by id, locked in id order, deleted ones too. told: characters of any rank that only get a notice; they are
        locked as well. GameError: not_found, forbidden as in `user`."""
        wanted, others = set(ids), set(told)
        found = self.lock_characters(wanted | others)
        if not wanted <= found.keys():
            raise GameError("not_found", "There is no such character.")
        self.once()
        self._outranks(User.objects.filter(pk__in=[found[c].user_id for c in wanted]).order_by("pk"))
        return found

    def lock_actor(self) -> None:
        """Lock the actor's own account, before any target, so that two actions at once are counted one after the other."""
        self.lock_users([self.actor.user])

    def once(self) -> None:
        """Ends the action if this form was acted on before. Called with the targets locked: the same form, sent at the same time,
        has finished by then."""
        receipt = receipts.find(self._request.owner, self._request.key)
        if receipt is not None:
            raise _ActedBeforeError(receipt)

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
        notify_all([NewNotice(c, STAFF, words) for c in characters])

    def notify_user(self, user: User, text: str) -> None:
        self.notify(Character.objects.filter(user=user, deleted_at=None).order_by("pk").values_list("pk", flat=True), text)

    def _outranks(self, users: Iterable[User | None]) -> None:
        for user in users:
            if rank_of(user) >= self.rank:
                raise GameError("forbidden", f"{user} ranks as high as you or higher: you cannot act on that account.")


class _ActedBeforeError(Exception):
    def __init__(self, receipt: StoredReceipt) -> None:
        self.receipt = receipt


def staff_action(
    stored_as: str, least: Rank, *, unaudited: Iterable[str] = ()
) -> Callable[[Callable[Concatenate[StaffContext, P], None]], Callable[Concatenate[StaffActor, P], StaffOutcome]]:
    """Decorator: turns a function of a StaffContext into an action of a StaffActor with at least the given rank.

    stored_as: the action's name in the audit, without "staff.". unaudited: parameters that the audit does not keep, because they
    may name somebody: an entry outlives an erased account. The function locks its targets through the StaffContext and
    writes the audit entry. Raises GameError: invalid (reason, key), forbidden, key_reused (the key was used for something
    else), and whatever the function raises. Nothing is changed in these cases.
    """

    stored, left_out = StoredAs(stored_as), frozenset(unaudited)

    def decorate(verb: Callable[Concatenate[StaffContext, P], None]) -> Callable[Concatenate[StaffActor, P], StaffOutcome]:
        @wraps(verb)
        def run(actor: StaffActor, /, *args: P.args, **params: P.kwargs) -> StaffOutcome:
            actor = _checked(actor)
            values = to_builtins(params)
            digest = stored.digest({**values, "reason": actor.reason})
            request = KeyedRequest(ReceiptOwner(user=actor.user), actor.key, stored_as, digest, by_staff=True)

            def attempt() -> StaffOutcome:
                audited = {name: value for name, value in values.items() if name not in left_out}
                context = StaffContext(actor, request, audited, least)
                verb(context, *args, **params)
                assert context.entry is not None, f"{stored_as} left no audit entry"
                outcome = StaffOutcome(context.entry.pk, again=True, waits=context.entry.detail.get("waits"))
                receipts.store(request, outcome)
                return structs.replace(outcome, again=False)

            def attempt_once() -> StaffOutcome:
                try:
                    return in_transaction(attempt)
                except _ActedBeforeError as before:
                    return receipts.repeated_answer(before.receipt, request, StaffOutcome)

            return receipts.first_answer(request, StaffOutcome, attempt_once)

        run.__dict__["stored_as"] = stored_as
        return run

    return decorate


def _checked(actor: StaffActor) -> StaffActor:
    reason = " ".join(actor.reason.replace("\0", "").split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise GameError("invalid", f"Give a reason of {REASON_MIN} to {REASON_MAX} characters.", field="reason")
    receipts.check_key(actor.key, field="key")
    return StaffActor(actor.user, reason, actor.key, actor.address)
