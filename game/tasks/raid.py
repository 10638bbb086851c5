"""Raids: open, fold and settle every few seconds, and pay when one has ended."""

from celery import shared_task

from game.actions.raid_job import tend
from game.actions.raid_pay import PAY_TASK, pay_raids


@shared_task(name="game.tend_raids")  # type: ignore[untyped-decorator]  # celery has no types
def tend_raids() -> dict[str, int]:
    return tend()


@shared_task(name=PAY_TASK)  # type: ignore[untyped-decorator]  # celery has no types
def pay_for_raids() -> dict[str, int]:
    return pay_raids()
