"""Django's engine for Postgres, with session settings for each new connection and a repair for connections that died."""
