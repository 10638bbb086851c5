"""Every ten minutes: return what came with letters and was not claimed in time."""

from celery import shared_task

from game.actions.letter_return import return_unclaimed


@shared_task(name="game.return_letters")  # type: ignore[untyped-decorator]  # celery has no types
def return_letters() -> dict[str, int]:
    return return_unclaimed()
