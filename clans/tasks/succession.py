"""The lead of clans whose leader is away."""

from clans.actions.departures import pass_on_leads
from vvw_site.foundation.jobs.run import JobWindow, job


@job("clans.pass_on_leads")
def pass_on(window: JobWindow) -> str:
    done = pass_on_leads()
    return f"gave notice to {done.warned} leaders, passed on the lead of {done.succeeded} clans"
