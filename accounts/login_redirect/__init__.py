"""Sending a request to the login page and back: the check, the page to return to, and the form that was being filled in."""
