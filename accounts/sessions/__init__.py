"""Sessions: the session engine, the user of a request, and the list of sessions that people see."""
