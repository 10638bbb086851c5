"""The facts of pages: functions from the catalogue to plain dicts. What several pages need is computed once, in WikiWorld."""
