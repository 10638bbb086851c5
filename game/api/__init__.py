"""The JSON API: each endpoint parses a request, calls one action or query, and returns the result. docs/api.md is the manual for players."""
