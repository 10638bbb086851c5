"""The forms of accounts, one per module. Those that extend allauth's are named in settings."""
