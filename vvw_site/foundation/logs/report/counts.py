"""The counts of a report, to which each line is added once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from vvw_site.foundation.logs.report.bounded import Bounded
from vvw_site.foundation.logs.report.durations import Durations
from vvw_site.foundation.logs.report.line import Line

HOURS, ROUTES, EVENTS, AGENTS, PROCESSES = 10_000, 1_000, 1_000, 100, 200
"""The most keys of each kind: thirteen months of hours, and more of the others than a sound site has."""
BAD_LEVELS = ("critical", "error", "warning")
SWITCHED = 101
"""The status of a socket: its seconds say how long it was open."""


class HourCount:
    def __init__(self) -> None:
        self.requests = self.failed = 0


class RouteCount:
    def __init__(self) -> None:
        self.durations, self.failed = Durations(), 0


class EventCount:
    """newest: the time of the newest line, and the id of the request of the newest that has one."""

    def __init__(self) -> None:
        self.lines = 0
        self.newest: datetime | None = None
        self.named: datetime | None = None
        self.request_id = "-"


class AgentCount:
    """pages: answers 200 to addresses that end with a slash. bytes: of all bodies."""

    def __init__(self) -> None:
        self.requests = self.pages = self.unchanged = self.refused = self.failed = self.bytes = 0


class LineCount:
    def __init__(self) -> None:
        self.lines = 0


class LogCounts:
    """route_of: the pattern of a path, such as play/letters/<id:id>/."""

    def __init__(self, route_of: Callable[[str], str]) -> None:
        self.route_of = route_of
        self.hours = Bounded(HourCount, HOURS)
        self.statuses: Counter[int] = Counter()
        self.routes = Bounded(RouteCount, ROUTES, rest=("", "(others)"))
        self.events = Bounded(EventCount, EVENTS, rest=("error", "(others)"))
        self.agents = Bounded(AgentCount, AGENTS)
        self.processes = Bounded(LineCount, PROCESSES, rest=("(others)", "-"))
        self.requests = self.others = 0
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, line: Line) -> None:
        self.first = line.time if self.first is None else min(self.first, line.time)
        self.last = line.time if self.last is None else max(self.last, line.time)
        self.processes[line.text("tier"), line.text("version")].lines += 1
        if line.is_request:
            self.add_request(line)
        else:
            self.others += 1
            if (level := line.text("level")) in BAD_LEVELS:
                self.add_event(level, line)

    def add_request(self, line: Line) -> None:
        status, path = int(line.number("status")), str(line.said.get("path") or "-")
        status = status if 100 <= status <= 599 else 0
        failed = status >= 500
        self.requests += 1
        self.statuses[status] += 1
        hour = self.hours[(line.time.strftime("%Y-%m-%d %H"),)]
        hour.requests += 1
        hour.failed += failed
        if status != SWITCHED:
            route = self.routes[line.text("method"), self.route_of(path)]
            route.durations.add(line.number("seconds"))
            route.failed += failed
        agent = self.agents[(line.text("agent"),)]
        agent.requests += 1
        agent.pages += status == 200 and path.endswith("/")
        agent.unchanged += status == 304
        agent.refused += 400 <= status < 500
        agent.failed += failed
        agent.bytes += int(line.number("bytes"))

    def add_event(self, level: str, line: Line) -> None:
        event = self.events[level, line.kind_of_event]
        event.lines += 1
        event.newest = line.time if event.newest is None else max(event.newest, line.time)
        if line.said.get("request_id") and (event.named is None or line.time >= event.named):
            event.named, event.request_id = line.time, line.text("request_id")
