"""Lines of the log: what each says about its cause, what none may contain, and who writes them."""
