"""Who may log in, how, and how often: django-allauth."""

from typing import Any

from . import declared
from .public import SITE_URL

# --- passwords and backends ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# One backend: with two, a wrong password would be hashed twice.
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.rules.passwords.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/play/"
LOGOUT_REDIRECT_URL = "/"

# --- sign-up and log-in ----------------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "accounts.allauth.account_adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.allauth.social_adapter.SocialAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.login.LoginForm",
    "signup": "accounts.forms.signup.SignupForm",
    "add_email": "accounts.forms.email_words.AddEmailForm",
    "reset_password": "accounts.forms.password_reset.ResetPasswordForm",
    "change_password": "accounts.forms.new_password.ChangePasswordForm",
    "set_password": "accounts.forms.new_password.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.new_password.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_UNIQUE_EMAIL = True
# "strict": an address is unique among the verified ones. A sign-up does not reveal whether an address is known, and nobody
# can block an address for its owner by typing it first.
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Requested, but not required: a former guest goes on playing while the mail is on its way.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# All other sessions end (accounts/actions/sessions.py); the one in which it was changed goes on under a new key.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0]
ACCOUNT_RATE_LIMITS = {
    # Counted by accounts/allauth/rate_limits.py. Log-ins are counted by accounts/limits/login.py, together with the API's;
    # what counts as a failed one here is a wrong code of a second factor.
    "login": False,
    "login_failed": "5/m/ip,10/h/key",
    "signup": "10/m/ip",
    # What sends mails: also by the hour for a network, so that one client cannot write to thousands of mailboxes.
    "reset_password": "10/m/ip,60/h/ip,5/h/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user,60/h/ip",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/2m/key,60/h/ip",
}
# Limits count the address that our own proxies saw, never one that the client made up.
ALLAUTH_TRUSTED_PROXY_COUNT = declared.TRUSTED_PROXY_COUNT.value()

# --- second factor, sessions, Google ---------------------------------------------------------------------------------
MFA_ADAPTER = "accounts.allauth.mfa_adapter.MfaAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.totp_setup.ActivateTotpForm",
    "authenticate": "accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Vampires vs Werewolves"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_TRACK_ACTIVITY = True  # shows "last seen"; accounts.middleware.SessionsSeen writes it
# The admin requires an authenticator app. Off in dev, test and bench.
STAFF_NEEDS_TOTP = True
SESSION_ENGINE = "accounts.sessions.store"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

GOOGLE_CLIENT_ID = declared.GOOGLE_CLIENT_ID.value()
GOOGLE_CLIENT_SECRET = declared.GOOGLE_CLIENT_SECRET.value()
GOOGLE_ENABLED = bool(GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET)
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {}
if GOOGLE_ENABLED:
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": GOOGLE_CLIENT_SECRET, "key": ""}],
        "SCOPE": ["profile", "email"],
        "AUTH_PARAMS": {"access_type": "online"},
        "OAUTH_PKCE_ENABLED": True,
    }
