"""How mail is sent: into files, unless an SMTP server or a mail service is named."""

from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from . import declared

DEFAULT_FROM_EMAIL = declared.MAIL_FROM.value()
OPERATOR_NAME = declared.OPERATOR_NAME.value()
OPERATOR_ADDRESS = declared.OPERATOR_ADDRESS.value()
CONTACT_EMAIL = declared.CONTACT_EMAIL.value() or parseaddr(DEFAULT_FROM_EMAIL)[1]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(declared.MAIL_ROOT.value())

SMTP_URL = declared.SMTP_URL.value()
MAIL_SERVICE = declared.MAIL_SERVICE.value()
MAIL_SERVICE_KEY = declared.MAIL_SERVICE_KEY.value()
SMTP_SCHEMES = ("smtp+tls://", "smtp+ssl://", "smtp://", "smtps://")
SERVICE_KEYS = {
    "brevo": "BREVO_API_KEY",
    "mailgun": "MAILGUN_API_KEY",
    "postmark": "POSTMARK_SERVER_TOKEN",
    "resend": "RESEND_API_KEY",
    "sendgrid": "SENDGRID_API_KEY",
}

if MAIL_SERVICE:
    if MAIL_SERVICE not in SERVICE_KEYS or not MAIL_SERVICE_KEY:
        raise ImproperlyConfigured(f"MAIL_SERVICE is one of {', '.join(SERVICE_KEYS)}, with its MAIL_SERVICE_KEY.")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_SERVICE}.EmailBackend"
    ANYMAIL = {SERVICE_KEYS[MAIL_SERVICE]: MAIL_SERVICE_KEY}
elif SMTP_URL:
    if not SMTP_URL.startswith(SMTP_SCHEMES):
        raise ImproperlyConfigured(f"SMTP_URL must begin with one of {', '.join(SMTP_SCHEMES)} (docs/settings.md).")
    smtp = Env.email_url_config(SMTP_URL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = smtp["EMAIL_HOST"]
    EMAIL_PORT = smtp["EMAIL_PORT"] or 587
    EMAIL_HOST_USER = smtp["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = smtp["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = smtp.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = smtp.get("EMAIL_USE_SSL", False)
