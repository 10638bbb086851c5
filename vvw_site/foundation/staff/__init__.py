"""The admin site of the staff: what holds for every model in it, ours and those of libraries."""
