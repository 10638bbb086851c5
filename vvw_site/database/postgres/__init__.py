"""Django's backend for Postgres, with what each of our connections is told when it is made."""
