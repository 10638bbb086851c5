"""The metrics that every process counts, and those that it publishes from its connection pool."""
