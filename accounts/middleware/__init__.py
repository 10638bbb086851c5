"""Middleware of accounts. None of it costs a page of the game a statement, except one write per session every ten minutes."""
