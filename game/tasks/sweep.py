"""Each hour: delete old rows."""

from celery import shared_task

from game.actions import sweep as actions


@shared_task(name="game.sweep")  # type: ignore[untyped-decorator]  # celery has no types
def sweep() -> dict[str, int]:
    return actions.sweep()
