"""Measurements; docs/performance.md has their results."""
