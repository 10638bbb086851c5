"""Agreeing to the terms and the privacy page."""

from django.utils import timezone

from accounts.models import User
from accounts.rules import agreements


def set_agreed(user: User) -> None:
    """Fill in the fields of a user who signs up. The caller saves."""
    user.terms_version, user.privacy_version = agreements.TERMS_VERSION, agreements.PRIVACY_VERSION
    user.agreed_at = timezone.now()


def agree(*, user_id: int) -> None:
    """The account agrees to the versions of today. Doing it again changes nothing. One statement."""
    User.objects.filter(pk=user_id, erased_at=None).exclude(
        terms_version__gte=agreements.TERMS_VERSION, privacy_version__gte=agreements.PRIVACY_VERSION
    ).update(terms_version=agreements.TERMS_VERSION, privacy_version=agreements.PRIVACY_VERSION, agreed_at=timezone.now())
