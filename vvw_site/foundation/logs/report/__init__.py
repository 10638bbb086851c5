"""What the lines of a log add up to: for `manage.py logs_report`. Pure, and its memory does not grow with the log."""
