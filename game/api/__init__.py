"""The JSON API: doors that read a request, call one action or query, and write the answer. docs/api.md tells players how."""
