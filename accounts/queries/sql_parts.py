"""Parts of SQL about the tables of this app. Other apps put them into statements that must stay a single one."""

ACCOUNT = "SELECT * FROM accounts_user"
CREDENTIALS = "encode(sha256(convert_to(u.login_version || ':' || u.password, 'UTF8')), 'hex')"
"""User.credentials_digest of an account under the alias u."""
RECORD_API_LOGIN = """INSERT INTO accounts_loginevent (user_id, at, method, succeeded, network, browser)
VALUES (%(user)s, now(), 'api', true, %(network)s, %(browser)s)"""
"""Records a login by the API: part of a statement that a login makes anyway."""
UNSENT_MAILS = "(SELECT count(*) FROM accounts_outboxmessage WHERE sent_at IS NULL)"
FAILED_MAILS = "(SELECT count(*) FROM accounts_outboxmessage WHERE sent_at IS NULL AND error <> '')"
"""Unsent mails that were tried before."""
