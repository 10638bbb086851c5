"""The site: settings, addresses, and what all of its rooms build upon."""

import gc

# All processes of the site begin here. What one loads at its start, some hundred thousand objects, stays as long as the process: the
# collector looked at it again and again, which was a quarter of each start, and later 2 % of a page. Reference counts free what a
# request leaves behind.
gc.set_threshold(20_000, 20, 50)
