"""Checks and encodings that need no database: usernames, passwords, secrets of a second factor."""
