"""The Jinja2 pages of the players: Django's own backend, with the site's filters, functions and form fields."""
