"""For the language of the site (settings/base.py: LANGUAGE_CODE)."""
