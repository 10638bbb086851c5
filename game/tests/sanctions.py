"""Reports, sanctions and appeals for tests."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from accounts.models.ids import UserId
from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.actions.report import report_letter
from game.actions.staff_account import ban
from game.models import Character, Report, Sanction
from game.rules.errors import GameError
from game.tests.letters import id_of, make_letter
from game.tests.make import by as player
from game.tests.make import make_character, owner_of
from game.tests.staff import by, in_days


def a_report(about: Character) -> Report:
    reader = make_character()
    report_letter(player(reader), letter=id_of(make_letter(about, reader)), reason="insult", remark="")
    return Report.objects.latest("pk")


def refusal(call: object, *args: object, **params: object) -> tuple[str, str | None]:
    with pytest.raises(GameError) as refused:
        call(*args, **params)  # type: ignore[operator]  # an action
    return refused.value.code, refused.value.field


def mail_to(character: Character, address: str = "mallory@example.org") -> None:
    EmailAddress.objects.create(user=owner_of(character), email=address, verified=True, primary=True)


def a_sanction(staff: User, about: Character) -> Sanction:
    ban(by(staff), user=owner_of(about).id, until=in_days(2))
    return Sanction.objects.latest("pk")


def appeal_by(user: User, sanction: Sanction, text: str = "It was my sister.") -> object:
    return appeal(UserActor(UserId(user.pk), None), sanction=sanction.pk, text=text)
