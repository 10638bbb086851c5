"""Access to Postgres: the prepared statements of frequent requests, time limits, lost connections."""
