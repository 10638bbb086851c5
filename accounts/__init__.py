"""Identity: accounts, logins, sessions, limits, mails, the audit log, export and erasure. It knows nothing of the game."""
