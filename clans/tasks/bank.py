"""The banks of clans: withdrawals that are due, weekly dues, and reports to webhooks."""

from clans.actions.dues import collect_dues
from clans.actions.pay_out import pay_due
from clans.actions.webhook_send import send_due
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("clans.pay_withdrawals")
def pay_withdrawals(window: JobWindow) -> str:
    return counted(pay_due())


@job("clans.collect_dues")
def collect(window: JobWindow) -> str:
    done = collect_dues()
    return f"{done.paid:,} members paid {done.gold:,} gold, {done.missed:,} had too little"


@job("clans.send_reports")
def send_reports(window: JobWindow) -> str:
    return counted(send_due())
