"""Where other apps register what accounts has to know about them. Accounts imports none of them."""
