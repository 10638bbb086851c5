"""Every mail template, rendered."""

from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from accounts.tests.make import html_of, sent_mails

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[2] / "templates"
MAILS = sorted(str(path.relative_to(FOLDER)).removesuffix("_subject.txt") for path in FOLDER.glob("*/email/*_subject.txt"))
CONTEXT = {
    "user": User(username="Mirela"),
    "activate_url": "https://example.org/a",
    "password_reset_url": "https://example.org/r",
    "signup_url": "https://example.org/s",
    "timestamp": timezone.now(),
    "ip": "10.0.0.1",
    "user_agent": "A <b>browser</b>",
    "deleted_email": "old@example.org",
}


def test_the_mail_templates_are_found() -> None:
    assert len(MAILS) > 5


@pytest.mark.parametrize("mail", MAILS)
def test_every_mail_has_text_and_html_with_the_name_of_the_site(mail: str) -> None:
    request = RequestFactory().get("/")
    with context.request_context(request):
        get_adapter(request).send_mail(mail, "someone@example.org", CONTEXT)
    [sent] = sent_mails()
    assert sent.subject
    assert "\n" not in sent.subject
    assert settings.SITE_NAME in sent.body
    assert "{" not in sent.body
    html = html_of(sent)
    assert settings.SITE_NAME in html
    assert "<b>" not in html
