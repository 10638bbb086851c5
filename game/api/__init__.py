"""The JSON API. Each endpoint parses a request, calls one action or query, and returns its result. Manual: docs/api.md."""
