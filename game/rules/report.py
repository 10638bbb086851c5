"""Why something that somebody wrote can be reported."""

REASONS = {
    "insult": "insult or threat",
    "spam": "spam or advertising",
    "fraud": "fraud or begging",
    "staff": "pretends to be staff",
    "other": "something else",
}
REMARK_MAX = 300
