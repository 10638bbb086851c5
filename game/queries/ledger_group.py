"""An event of the ledger: the movements that were posted together."""

from django.db.models import Q

from game.models import Transfer

_NEAR = 10_000
_MOST = 501


def transfers_of_group(line: Transfer) -> list[Transfer]:
    """All movements of the transaction that wrote this one, with its reason and reference, in order; at most 501.

    The moment of a movement is that of its transaction, so lines of one event have the same; those without a reference
    must share a holder too. Ids of one statement lie near each other, which keeps the search within a slice of the table.
    """
    rows = Transfer.objects.filter(
        pk__range=(line.pk - _NEAR, line.pk + _NEAR), at=line.at, reason=line.reason, reference=line.reference
    )
    if not line.reference:
        mine = [h for h in (line.source, line.destination) if not h.startswith(("faucet:", "sink:"))]
        rows = rows.filter(Q(source__in=mine) | Q(destination__in=mine))
    return list(rows.order_by("pk")[:_MOST])
