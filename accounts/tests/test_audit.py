"""What an audit entry stores."""

import pytest

from accounts.actions.audit import record
from accounts.models import AuditEntry
from accounts.queries.login_history import hash_of_network
from accounts.tests.make import make_staff, make_user

pytestmark = pytest.mark.django_db


def test_an_audit_entry_stores_the_hash_of_a_network_and_of_staff_only() -> None:
    staff, player = make_staff(), make_user()
    for actor in (staff, player):
        record(actor=actor, action="x", target="user:1", reason="r" * 400, address="10.0.0.1")
    assert list(AuditEntry.objects.order_by("pk").values_list("network", flat=True)) == [hash_of_network("10.0.0.99"), ""]
    assert not AuditEntry.objects.exclude(address=None)
    assert len(AuditEntry.objects.earliest("pk").reason) == 300
