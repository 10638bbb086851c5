"""The family of a browser, from its User-Agent header: enough for its owner to know it again, and no more."""

FAMILIES = (
    ("Firefox", "Firefox"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux"),
)  # fmt: skip


def browser_family(agent: str) -> str:
    """Such as "Firefox on Linux"; "another program" for what is no browser. 40 characters at most."""
    family = next((name for part, name in FAMILIES if part in agent), "")
    if not family:
        return "another program"
    system = next((name for part, name in SYSTEMS if part in agent), "")
    return f"{family} on {system}" if system else family
