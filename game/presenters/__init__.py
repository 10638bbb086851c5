"""Query results prepared for display: words, comparisons, next steps. No statements."""
