"""Django's engine for Postgres: what each connection is told when it is made, and what happens when it dies in the pool."""
