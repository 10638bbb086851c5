"""Django's engine for Postgres, with connections of a pool that may have died while they were idle."""
