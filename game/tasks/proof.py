"""Once a day: prove the ledger. A balance that differs makes the job fail, so that the staff see it."""

from game.actions.proof import prove
from vvw_site.foundation.jobs.run import JobWindow, job


class LedgerDiffers(Exception):
    """A balance is not the sum of its movements."""


@job("game.prove_ledger")
def prove_ledger(window: JobWindow) -> str:
    proof = prove()
    if proof.problems:
        raise LedgerDiffers(f"{len(proof.problems):,} differ: {proof.problems[0]}")
    return f"{proof.movements:,} movements of {proof.characters:,} characters agree"
