"""Queries: what a page or an answer needs, read in a fixed number of statements. Nothing here writes."""
