"""What plugs into django-allauth: adapters, login steps, its rate limits, and the links in its mails."""
