"""Middleware of the whole site, one idea a file."""
