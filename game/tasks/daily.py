"""At the start of a UTC day: missions for everybody who played lately; the others get theirs when they look."""

from celery import shared_task

from game.actions.missions import deal_all


@shared_task(name="game.deal_missions")  # type: ignore[untyped-decorator]  # celery has no types
def deal_missions() -> int:
    return deal_all()
