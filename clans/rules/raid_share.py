"""What raids add to the contribution of a clan."""

A_THOUSANDTH = 5
"""Contribution for each thousandth of a raid's damage that members did: 5,000 in all for a raid."""
