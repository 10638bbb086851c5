"""Limits on connections, processes and memory: what one tier cannot take from the others."""

import re

from vvw_site.foundation.database.roles import KEPT, KEPT_FOR_THE_OWNER
from vvw_site.settings import declared
from vvw_site.settings.folders import BASE_DIR

from .amounts import bytes_of, size, span
from .limit import Figure, Limit, LimitGroup, of_code, of_file, of_setting

COMPOSE = "deploy/compose.yaml"
AT_ONCE = "503 at once from the proxy, with a time to try again"
MEMORY = re.compile(r"^  ([\w-]+):\n(?:    .*\n|  #.*\n)*?    mem_limit: (\w+)", re.M)
"""A service of the Compose file, and its memory."""


def sockets() -> LimitGroup:
    process, address = of_setting(declared.SOCKETS_PER_PROCESS), of_setting(declared.SOCKETS_PER_ADDRESS)
    handshakes, frame = of_setting(declared.SOCKET_HANDSHAKES_PER_MINUTE), of_code("vvw_site.foundation.sockets.FRAME_MAX")
    messages, seconds = of_code("game.realtime.consumer.MESSAGES_MAX"), of_code("game.realtime.consumer.MESSAGES_SECONDS")
    buffer, kernel = of_code("deploy.room_protocol.BUFFER_MAX"), of_code("vvw_site.foundation.sockets.SEND_BUFFER")
    stuck, ping = of_code("game.realtime.room.STUCK_SECONDS"), of_code("deploy.sockets.PING_SECONDS")
    return LimitGroup(
        "Sockets",
        "They are counted in each process of the tier `sockets`. A page whose socket is refused asks by requests instead; "
        "[socket.md](socket.md) has the close codes.",
        (
            Limit("open sockets", f"{process.value:,}", "process", "503", (process,)),
            Limit("open sockets of a client", f"{address.value}", "address, in a process", "429", (address,)),
            Limit("handshakes", f"{handshakes.value} in a minute", "address, in a process", "429", (handshakes,)),
            Limit("messages from a client", f"{messages.value} in {span(seconds.value)}", "socket", "close code 4429", (messages, seconds)),
            Limit("a frame from a client", size(frame.value), "socket", "close code 1009", (frame,)),
            Limit("bytes that wait for a client that does not read",
                  f"{size(buffer.value)} in the process and twice {size(kernel.value)} in the kernel, for {span(stuck.value)}", "socket",
                  "close code 4408", (buffer, kernel, stuck)),
            Limit("an answer to a ping", span(ping.value), "socket", "the socket is closed", (ping,)),
        ),
    )  # fmt: skip


def connections() -> LimitGroup:
    files = ("deploy/nginx/tiers.conf", "deploy/nginx/tiers-local.conf")
    site, game = (
        [of_file(file, rf"upstream vvw_{tier} .*max_conns=(\d+)", "max_conns") for file in files] for tier in ("site", "game")
    )
    clients = of_file("deploy/nginx/main.conf", r"worker_connections (\d+);")
    threads, waiting = of_setting(declared.THREADS), of_code("deploy.worker.BACKPRESSURE")
    pool, redis = of_setting(declared.DATABASE_POOL), of_code("vvw_site.foundation.redis_roles.CONNECTIONS_MAX")
    kept = Figure(KEPT, "`vvw_site/foundation/database/roles.py`: `KEPT`, `KEPT_FOR_THE_OWNER`")
    shares = ", ".join(f"`{tier}` {count}" for tier, count in KEPT.items())
    return LimitGroup(
        "Connections and processes",
        "[operation/tiers.md](operation/tiers.md) adds them up.",
        (
            Limit("connections to the proxy (one of a client, and one to a tier)", f"{int(clients.value):,}", "process of nginx",
                  "further clients wait or are refused", (clients,)),
            *(Limit(f"requests at work in `{tier}`", figures[0].value, "tier", AT_ONCE, tuple(figures))
              for tier, figures in (("site", site), ("game", game))),
            Limit("requests at work in a process of `site` or `game`", f"{threads.value}; {waiting.value:,} more wait", "process",
                  "they wait, and are refused when they have waited too long", (threads, waiting)),
            Limit("connections to Postgres", f"as many as threads; {pool.value} in other processes", "process",
                  "a request waits for one; see the times", (threads, pool)),
            Limit("connections to Postgres that are kept for a tier", f"{shares}, {KEPT_FOR_THE_OWNER} for commands", "tier",
                  "another tier's are refused: its requests get a 503", (kept,)),
            Limit("connections to one Redis", f"{redis.value}", "process", "Redis counts as away", (redis,)),
        ),
    )  # fmt: skip


def memory() -> LimitGroup:
    redis = of_file(COMPOSE, r"--maxmemory, (\w+)", "--maxmemory")
    logs, files = of_file(COMPOSE, r"max-size: (\w+),", "max-size"), of_file(COMPOSE, r'max-file: "(\d+)"', "max-file")
    by_size: dict[int, list[str]] = {}
    for tier, most in MEMORY.findall((BASE_DIR / COMPOSE).read_text()):
        by_size.setdefault(bytes_of(most), []).append(f"`{tier}`")
    shares = "; ".join(f"{size(each)} for {', '.join(by_size[each])}" for each in sorted(by_size, reverse=True))
    requests = of_setting(declared.MAX_REQUESTS)
    return LimitGroup(
        "Memory and disk",
        "Of the Compose file, except the last. By hand, systemd's `MemoryMax=` does the same.",
        (
            Limit("memory", shares, "container", "its process is killed, and starts again", (Figure(by_size, f"`{COMPOSE}`: `mem_limit`"),)),
            Limit("what a Redis holds", size(bytes_of(redis.value)), "Redis",
                  "the cache drops its oldest; limits and tasks are kept, and new ones are refused ([Redis](operation/redis.md))", (redis,)),
            Limit("lines of the log", f"{files.value} files of {size(bytes_of(logs.value))}", "container", "the oldest file is deleted",
                  (logs, files)),
            Limit("requests of a process of `site` or `game`", f"{requests.value:,}, and up to half as many more", "process",
                  "a new process takes its place", (requests,)),
        ),
    )  # fmt: skip
