"""Django's format for en-gb says `6:24 p.m.` and `midnight`, without a zone. Staff compare moments with logs, which are in UTC."""

DATETIME_FORMAT = r"j M Y, H:i \U\T\C"
