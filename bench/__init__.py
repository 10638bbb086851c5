"""Measurements: docs/performance.md tells what each one found."""
