"""The admin site: rules for every model in it, our own and those of libraries."""
