"""The shares of weights in whole percent, which add up to 100."""

from collections.abc import Sequence


def percent_shares(weights: Sequence[int]) -> list[int]:
    """The share of each weight in whole percent, 100 in all, by the largest remainder (Hamilton's method).

    Of equal remainders the greater weight goes first, then the earlier one. A weight above 0 gets at least 1, taken from
    the largest share, as long as there are at most 100 weights. ValueError if their sum is 0 or one is negative.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be 0 or more and sum to more than 0")
    shares = [100 * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(100 * weights[i] % total), -weights[i], i))
    for index in by_remainder[: 100 - sum(shares)]:
        shares[index] += 1
    for index, weight in enumerate(weights):
        largest = shares.index(max(shares))
        if weight > 0 and shares[index] == 0 and shares[largest] > 1:
            shares[index] = 1
            shares[largest] -= 1
    return shares
