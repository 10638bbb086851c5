"""Load and cost measurements. docs/performance.md has the results."""
