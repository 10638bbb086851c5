"""What the pages say: the catalogue in, plain dicts out. No page is asked twice for what WikiWorld knows already."""
