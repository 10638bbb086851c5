"""Reads: what a page or an answer needs, in a fixed number of statements. Nothing here writes."""
