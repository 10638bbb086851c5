"""Jobs: what the site does by itself, at times that vvw_site/schedule.py declares, once for each window of time."""
