"""What each job of the drill must have done once: a check makes data for the job, and then says what does not hold.

A job without a check of its own still gets the checks that hold for all (bench/drill_jobs.py).
"""

import itertools
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.tests.smtp_server import SmtpServer

Problems = Callable[[], list[str]]
Check = Callable[[], Problems]
COUNT = 4
"""Rows that each check makes: enough for a death after the first of them."""


def own_numbers() -> None:
    """Names of the data of this run: the drill's database keeps what earlier runs made."""
    from game.tests import make

    make._numbers = itertools.count(int(time.time()) % 10**8 * 100)


def checks(server: SmtpServer) -> dict[str, Check]:
    """By the name of the job."""
    return {
        "accounts.tasks.send_outbox": lambda: mails(server), "accounts.tasks.sweep_outbox": old_mails,
        "accounts.tasks.sweep_sessions": old_sessions, "accounts.tasks.sweep_limits": old_limits,
        "accounts.tasks.sweep_accounts": old_guests, "game.deal_missions": missions, "game.return_letters": letters,
        "game.pay_raids": rewards, "game.sweep": old_rows, "jobs.sweep": old_runs,
    }  # fmt: skip


def expect(what: str, found: object, wanted: object) -> list[str]:
    return [] if found == wanted else [f"{what}: {found} instead of {wanted}"]


def gone(what: str, rows: Any, keys: list[Any], kept: list[Any]) -> Problems:
    """Problems of a sweep: rows of `keys` are deleted and those of `kept` are not."""
    return lambda: [
        *expect(f"old {what} left", rows.filter(pk__in=keys).count(), 0), *expect(f"new {what} kept", rows.filter(pk__in=kept).count(), len(kept)),
    ]  # fmt: skip


def mails(server: SmtpServer) -> Problems:
    from accounts.actions.outbox import NewMail, queue_mails
    from accounts.models import OutboxMessage

    mark = f"drill {time.time()}"
    queue_mails([NewMail(f"{mark} {n}", "Words", "", [f"p{n}@example.org"], "us@example.org") for n in range(COUNT)])

    def problems() -> list[str]:
        taken = [mail for mail in server.taken if mail["Subject"].startswith(mark)]
        numbers = {mail["Message-ID"] for mail in taken}
        unsent = OutboxMessage.objects.filter(payload__subject__startswith=mark).count()
        repeated = len(taken) - len(numbers)
        return [
            *expect("mails that arrived", len(numbers), COUNT), *expect("mails not marked as sent", unsent, 0),
            *([f"{repeated} mails were repeated"] if repeated > 1 else []),
        ]  # fmt: skip

    return problems


def old_mails() -> Problems:
    from django.utils import timezone

    from accounts.models import OutboxMessage

    def make(days: int) -> list[int]:
        at = timezone.now() - timedelta(days=days)
        return [OutboxMessage.objects.create(payload={}, sent_at=at).pk for _ in range(COUNT)]

    return gone("mails", OutboxMessage.objects, make(40), make(3))


def old_sessions() -> Problems:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    def make(days: int) -> list[str]:
        rows = [Session(session_key=f"{time.time_ns()}{n}", session_data="", expire_date=timezone.now() + timedelta(days=days))
                for n in range(COUNT)]  # fmt: skip
        return [row.pk for row in Session.objects.bulk_create(rows)]

    return gone("sessions", Session.objects, make(-1), make(1))


def old_limits() -> Problems:
    from django.utils import timezone

    from accounts.models import LimitCount

    def make(days: int) -> list[str]:
        return [LimitCount.objects.create(key=f"{time.time_ns()}", count=1, ends_at=timezone.now() + timedelta(days=days)).pk
                for _ in range(COUNT)]  # fmt: skip

    return gone("limits", LimitCount.objects, make(-1), make(1))


def old_guests() -> Problems:
    from django.utils import timezone

    from accounts.actions.guest import make_guest
    from accounts.models import AuditEntry, User

    guests = [make_guest(key=f"drill-{time.time_ns()}").pk for _ in range(COUNT)]
    User.objects.filter(pk__in=guests).update(date_joined=timezone.now() - timedelta(days=90), last_login=None)

    def problems() -> list[str]:
        targets = [f"user:{guest}" for guest in guests]
        return [
            *expect("guests erased", User.objects.filter(pk__in=guests, erased_at__isnull=False).count(), COUNT),
            *expect("erasures in the audit", AuditEntry.objects.filter(target__in=targets, action="user.erase").count(), COUNT),
        ]  # fmt: skip

    return problems


def missions() -> Problems:
    from django.utils import timezone

    from game.actions.missions import tasks_for
    from game.models import Character, DailyMission
    from game.queries.missions import day_of
    from game.tests.make import make_character

    hunters, now = [make_character() for _ in range(COUNT)], timezone.now()
    Character.objects.filter(pk__in=[h.pk for h in hunters]).update(seen_at=now)
    wanted = sum(len(tasks_for(hunter.id, hunter.level, day_of(now))) for hunter in hunters)
    dealt = DailyMission.objects.filter(character__in=[h.pk for h in hunters])
    dealt.delete()
    return lambda: expect("missions dealt", dealt.count(), wanted)


def letters() -> Problems:
    from game.models import Letter, Transfer
    from game.tests.letters import gold_of, let_its_time_run_out, make_letter, make_sender
    from game.tests.make import make_character

    pairs = [(make_sender(gold=1_000), make_character()) for _ in range(COUNT)]
    sent = [make_letter(sender, reader, gold=5) for sender, reader in pairs]
    before = [gold_of(sender) for sender, _ in pairs]
    for letter in sent:
        let_its_time_run_out(letter)

    def problems() -> list[str]:
        numbers = [letter.pk for letter in sent]
        returned = Transfer.objects.filter(
            reference__in=[f"letter:{n}" for n in numbers], destination__startswith="character"
        ).count()
        return [
            *expect("letters returned", Letter.objects.filter(pk__in=numbers, state=Letter.RETURNED).count(), COUNT),
            *expect("gold of the senders", [gold_of(sender) for sender, _ in pairs], [gold + 5 for gold in before]),
            *([f"{returned} movements"] if returned > COUNT else []),
        ]  # fmt: skip

    return problems


def rewards() -> Problems:
    from game.models import Raid, Transfer
    from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

    Raid.objects.filter(state=Raid.OPEN).update(state=Raid.CALLED_OFF, ended_at=_now(), paid_at=_now())
    raid = make_raid()
    hunters = [make_hunter() for _ in range(COUNT)]
    for hunter in hunters:
        strike(hunter, raid)
    fold_now(raid)
    end_now(raid)
    fold_now(raid)

    def problems() -> list[str]:
        from game.queries.raid_proof import raid_problems

        paid = Transfer.objects.filter(reason="raid", reference=f"raid:{raid}", asset="gold").count()
        return [*expect("hunters paid", paid, COUNT), *raid_problems(raid)]

    return problems


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def old_rows() -> Problems:
    from game.models import DailyMission, Notice
    from game.tests.make import make_character

    hunter = make_character()

    def make(days: int) -> list[int]:
        notices = [Notice.objects.create(character=hunter, text="Old news.").pk for _ in range(COUNT)]
        Notice.objects.filter(pk__in=notices).update(at=_now() - timedelta(days=days))
        return notices

    old = DailyMission.objects.create(character=hunter, mission="m", day=1, target=3, gold=1, xp=1).pk
    swept, missions_gone = gone("notices", Notice.objects, make(90), make(5)), gone("missions", DailyMission.objects, [old], [])
    return lambda: [*swept(), *missions_gone()]


def old_runs() -> Problems:
    from vvw_site.foundation.jobs.models import JobRun

    def make(days: int) -> list[int]:
        at = _now() - timedelta(days=days)
        rows = [JobRun(job="drill", window=at - timedelta(seconds=n), state="done", started_at=at, leased_until=at, ended_at=at)
                for n in range(COUNT)]  # fmt: skip
        return [row.pk for row in JobRun.objects.bulk_create(rows)]

    return gone("runs", JobRun.objects, make(40), make(3))
