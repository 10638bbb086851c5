"""What players want to hear about, and where: on the page, also in a daily mail, or not at all."""

from collections.abc import Mapping

from msgspec import Struct

from accounts.models.ids import UserId
from accounts.queries.email_addresses import verified_address
from game.actions.user_action import UserContext, user_action
from game.models import NoticeChoice
from game.models.notice_choice import CHANNELS, KINDS, MAIL, NONE, PAGE, STAFF
from game.queries.notice_choices import choices_of
from game.rules.errors import GameError


class ChosenNotices(Struct, frozen=True):
    """The channel of every kind."""

    choices: dict[str, str]


@user_action("choose_notices", ChosenNotices)
def choose_notices(context: UserContext, *, choices: dict[str, str]) -> ChosenNotices:
    """Set the channels of these kinds; the others stay. Three statements. GameError invalid (field: the kind)."""
    user = UserId(context.user.pk)
    before = choices_of(user)
    for kind, channel in choices.items():
        _check(kind, channel)
    new_by_mail = [kind for kind, channel in choices.items() if channel == MAIL and before[kind] != MAIL]
    if new_by_mail and verified_address(user) is None:
        way = (
            "Sign up and verify an address first."
            if context.user.is_guest
            else "Verify your address in the account settings first."
        )
        raise GameError("invalid", f"A mail can only go to a verified address. {way}", field=new_by_mail[0])
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user_id=user, kind=kind, channel=channel) for kind, channel in sorted(choices.items())],
        update_conflicts=True, unique_fields=["user", "kind"], update_fields=["channel"],
    )  # fmt: skip
    return ChosenNotices({**before, **choices})


def stop_mail(user: UserId, kind: str = "") -> int:
    """Notices that the user had by mail are only on the page from now on: those of this kind, or of all kinds. Returns how many kinds.
    One statement; the second time it changes nothing."""
    by_mail = NoticeChoice.objects.filter(user_id=user, channel=MAIL)
    return (by_mail.filter(kind=kind) if kind else by_mail).update(channel=PAGE)


def _check(kind: str, channel: str) -> None:
    if kind not in KINDS:
        raise GameError("invalid", f"There are no notices of that kind. The kinds are {', '.join(KINDS)}.", field="choices")
    if channel not in CHANNELS:
        raise GameError("invalid", f"Choose {', '.join(CHANNELS[:-1])} or {CHANNELS[-1]}.", field=kind)
    if kind == STAFF and channel == NONE:
        raise GameError("invalid", "What the staff did is always shown. Choose page or mail.", field=kind)


def channels_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The choices among the fields of a form, in the order of KINDS, so that the same form is always the same request."""
    return {kind: fields[kind] for kind in KINDS if fields.get(kind)}
