"""Identity: who logs in, what is written about it, and what leaves by mail. Knows no game."""
