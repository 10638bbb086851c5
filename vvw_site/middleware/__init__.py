"""The site's middleware, one concern per file."""
