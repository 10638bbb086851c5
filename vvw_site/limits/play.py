"""Limits on what a player does so often that it would disturb others. What the rules of the game allow is not here."""

from .amounts import span, times, window
from .limit import TOO_FAST, Limit, LimitGroup, of_code

DAY = 24 * 3600


def group() -> LimitGroup:
    hunts, series = of_code("game.rules.tuning.HUNT_PAUSE_MS"), of_code("game.rules.tuning.HUNTS_AT_ONCE")
    hits, created = of_code("game.rules.tuning.RAID_HIT_PAUSE_MS"), of_code("game.rules.tuning.CHARACTERS_A_DAY")
    alive = of_code("game.rules.tuning.CHARACTERS_PER_ACCOUNT")
    pace, seconds = of_code("game.rules.chat.PACE"), of_code("game.rules.chat.PACE_SECONDS")
    again, rooms = of_code("game.rules.chat.REPEAT_SECONDS"), of_code("game.rules.chat.CONVERSATIONS_A_DAY")
    slow = of_code("game.rules.chat.SLOW_MAX")
    letters, strangers = of_code("game.rules.mail.LETTERS_A_DAY"), of_code("game.rules.mail.STRANGERS_A_DAY")
    circulars, drafts = of_code("game.rules.mail.CIRCULARS_A_DAY"), of_code("game.rules.mail.DRAFTS_MOST")
    reports = of_code("game.rules.report.REPORTS_A_DAY")
    asked, waiting = of_code("game.rules.friends.REQUESTS_A_DAY"), of_code("game.rules.friends.OPEN_MOST")
    blocks, stats = of_code("game.rules.friends.BLOCKS_MOST"), of_code("game.actions.stats.PAUSE_SECONDS")
    applications = of_code("clans.rules.joining.APPLICATIONS_MOST")
    invitations, many = of_code("clans.rules.joining.INVITATIONS_MOST"), of_code("clans.rules.perk.MANY_INVITATIONS")
    return LimitGroup(
        "Play",
        "They are counted in Postgres, from rows that exist anyway, so they hold for all processes and survive Redis. Pages say the same in a "
        "sentence.",
        (
            Limit("hunts", f"one in {hunts.value} ms; after a series (up to {series.value}), that pause for each of its hunts", "character",
                  TOO_FAST, (hunts, series), in_api=True),
            Limit("hits in raids", f"one in {window(hits.value / 1000)}", "character", TOO_FAST, (hits,), in_api=True),
            Limit("new characters", f"{times(created.value, DAY)}; deleted ones count too", "account", TOO_FAST, (created,), in_api=True),
            Limit("characters", f"{alive.value}", "account", "409 `too_many_characters`", (alive,), in_api=True),
            Limit("messages in rooms", f"{times(pace.value, seconds.value)}; the same text again in a room after {window(again.value)}; in slow "
                  f"mode one in so many seconds (up to {slow.value})", "account", TOO_FAST, (pace, seconds, again, slow), in_api=True),
            Limit("new private rooms", times(rooms.value, DAY), "account", TOO_FAST, (rooms,), in_api=True),
            Limit("letters", f"{times(letters.value, DAY)}, {strangers.value} of them to people who never answered", "account", TOO_FAST,
                  (letters, strangers), in_api=True),
            Limit("letters to a whole clan", times(circulars.value, DAY), "account", TOO_FAST, (circulars,)),
            Limit("drafts of letters", f"{drafts.value}", "character", "409 `too_much`", (drafts,), in_api=True),
            Limit("reports to the staff", times(reports.value, DAY), "account", TOO_FAST, (reports,), in_api=True),
            Limit("requests to be a friend, mentor or pupil", f"{times(asked.value, DAY)}, without those that were accepted", "account",
                  TOO_FAST, (asked,), in_api=True),
            Limit("such requests that wait for an answer", f"{waiting.value}", "character", "409 `too_much`", (waiting,), in_api=True),
            Limit("blocked accounts", f"{blocks.value:,}", "account", "409 `too_much`", (blocks,), in_api=True),
            Limit("statistics of a character", f"one in {span(stats.value)}", "character", TOO_FAST, (stats,), in_api=True),
            Limit("applications to clans that wait", f"{applications.value}", "character", "409 `too_much`", (applications,), in_api=True),
            Limit("invitations of a clan that wait", f"{invitations.value}, with its heralds {many.value}", "clan", "409 `too_much`",
                  (invitations, many), in_api=True),
        ),
    )  # fmt: skip
