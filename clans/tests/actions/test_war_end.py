"""The end of a war: by the job, by disbanding, by the staff; once, with the spoils and the ladder."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from clans.actions.found import disband
from clans.actions.membership import leave
from clans.actions.staff_war import end_war
from clans.actions.war import answer
from clans.actions.war_end import WarNews
from clans.actions.war_job import WarsTended, tend_wars
from clans.models import Clan, ClanLogEntry, War, WarFighter, WarSide, WarStanding
from clans.tests.make import leader_of
from clans.tests.wars import bank_of, end_in_time, make_rich_clan, make_running_war, make_war, win_hunts
from game.actions.groups import make_groups
from game.models import NewsEntry, Notice, Transfer
from game.presenters.news import news_line
from game.queries.news import news
from game.rules.errors import GameError
from game.tests.make import by
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=40)


def pair(*, answered: bool) -> tuple[War, Clan, Clan]:
    one, other = make_rich_clan(), make_rich_clan(faction="werewolf")
    war = make_war(one, other)
    if answered:
        answer(by(leader_of(other)))
    return war, one, other


def standing(clan: Clan) -> tuple[int, int, int, int]:
    found = WarStanding.objects.get(clan=clan)
    return found.rating, found.wins, found.losses, found.draws


@pytest.mark.parametrize(("answered", "won", "lost"), [(True, 600, -1_000), (False, -200, 0)])
def test_the_job_settles_once_pays_the_winner_and_tells_everybody(
    monkeypatch: pytest.MonkeyPatch, answered: bool, won: int, lost: int
) -> None:
    told: list[WarNews] = []
    monkeypatch.setattr("clans.actions.war_end.on_war_ended", [told.append])
    war, one, other = pair(answered=answered)
    end_in_time(war)
    win_hunts(leader_of(one), 2, ago=LONG_AGO)
    assert tend_wars() == WarsTended(begun=1, counted=1, settled=1)
    assert tend_wars() == WarsTended()
    war.refresh_from_db()
    assert (war.state, war.outcome, war.escrow.gold) == (War.ENDED, "attacker", 0)
    assert (bank_of(one), bank_of(other)) == (10_000 + won, 10_000 + lost)
    assert Transfer.objects.get(destination="sink:war").quantity == (400 if answered else 200)
    assert (standing(one), standing(other)) == ((1_016, 1, 0, 0), (984, 0, 1, 0))
    assert {s.side: (s.score, s.rating_before, s.rating_after, s.is_open) for s in WarSide.objects.all()} == {
        "attacker": (20, 1_000, 1_016, False), "defender": (0, 1_000, 984, False),
    }  # fmt: skip
    assert told == [WarNews(war.id, one.id, other.id, "attacker")]
    texts = list(Notice.objects.filter(character=leader_of(one)).order_by("pk").values_list("text", flat=True))
    assert ["declared war" in texts[0], "has begun" in texts[1], "won the war" in texts[2]] == [True] * 3 and len(texts) == 3
    assert ClanLogEntry.objects.filter(kind="war_ended").count() == 2


def test_a_draw_returns_each_its_own_without_the_citys_part() -> None:
    war, one, other = pair(answered=True)
    end_in_time(war)
    tend_wars()
    assert (bank_of(one), bank_of(other)) == (9_800, 9_800)
    assert standing(one) == standing(other) == (1_000, 0, 0, 1)


def test_a_war_is_settled_only_when_its_last_deeds_are_sure() -> None:
    war = make_running_war()
    War.objects.filter(pk=war.pk).update(ends_at=timezone.now() - timedelta(seconds=30))
    assert tend_wars().settled == 0
    War.objects.filter(pk=war.pk).update(ends_at=timezone.now() - timedelta(seconds=61))
    assert tend_wars().settled == 1


def test_a_clan_that_is_disbanded_loses_its_war_and_its_stake() -> None:
    war, one, other = pair(answered=True)
    win_hunts(leader_of(one), 2)
    disband(by(leader_of(one)), name=one.name)
    war.refresh_from_db()
    assert (war.outcome, bank_of(other)) == ("defender", 10_600)
    assert standing(other)[1:3] == (1, 0) and standing(one)[1:3] == (0, 1)


def test_the_last_member_who_leaves_loses_the_war_as_well() -> None:
    war, one, other = pair(answered=False)
    leave(by(leader_of(other)))
    war.refresh_from_db()
    assert (war.outcome, bank_of(one)) == ("attacker", 9_800)
    assert WarFighter.objects.filter(left_at__isnull=False).count() == 1


def test_a_clan_that_is_disbanded_after_the_end_is_settled_by_the_score() -> None:
    war, one, other = pair(answered=False)
    end_in_time(war)
    win_hunts(leader_of(one), 2, ago=LONG_AGO)
    disband(by(leader_of(other)), name=other.name)
    war.refresh_from_db()
    assert (war.outcome, bank_of(one)) == ("attacker", 9_800)


def test_the_staff_end_a_war_and_both_get_back_what_they_paid() -> None:
    make_groups()
    war, one, other = pair(answered=True)
    order = by_staff(make_staff(Rank.GAME_MASTER), reason="Both clans belong to one person.")
    end_war(order, war=war.id)
    assert end_war(order, war=war.id).again, "the same form ends it once"
    war.refresh_from_db()
    assert (war.outcome, war.reason) == ("cancelled", "Both clans belong to one person.")
    assert (bank_of(one), bank_of(other)) == (10_000, 10_000)
    assert not WarStanding.objects.exists() and AuditEntry.objects.filter(action="staff.end_war").count() == 1
    for staff, code in ((make_staff(Rank.GAME_MASTER), "nothing_to_do"), (make_staff(Rank.MODERATOR), "forbidden")):
        with pytest.raises(GameError) as error:
            end_war(by_staff(staff), war=war.id)
        assert error.value.code == code


def test_the_news_tell_of_a_war_once_when_it_is_declared_and_when_it_ends() -> None:
    war, one, other = pair(answered=False)
    end_in_time(war)
    win_hunts(leader_of(one), 2, ago=LONG_AGO)
    tend_wars()
    tend_wars()
    told = [news_line(row).text for row in reversed(news("clan").rows) if row.link == f"/clans/wars/{war.pk}/"]
    assert told == [f"{one} declared war on {other}.", f"{one} won the war against {other}."]
    assert not NewsEntry.objects.filter(Q(text__contains=one.name) | Q(text__contains=other.name)).exists(), "no name is stored"
