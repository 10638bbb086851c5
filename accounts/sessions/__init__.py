"""Sessions: how they are stored, whose a request is, and the list of sessions that people see."""
