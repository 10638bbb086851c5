"""The JSON API: endpoints that read a request, call one action or query, and write the answer. docs/api.md describes it for players."""
