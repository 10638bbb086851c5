"""The limits of the site in one place: docs/limits.md and the table of docs/api.md are written from them."""
