"""At the start of a UTC day: deal missions to recent players. The others get theirs when they come back."""

from celery import shared_task

from game.actions.missions import deal_all


@shared_task(name="game.deal_missions")  # type: ignore[untyped-decorator]  # celery has no types
def deal_missions() -> int:
    return deal_all()
