"""The room of a raid: its state for those who come, an update for each fold, and the fold itself in each process with sockets."""

import time

import msgspec

from game.actions.raid_effects import on_raid_updated
from game.actions.raid_job import tick
from game.models.ids import RaidId
from game.presenters.raid_frames import RaidSnapshotFrame, RaidUpdateFrame, snapshot_frame, update_frame
from game.queries.raid import find_raid
from game.realtime import background
from game.realtime.frames import Frame
from game.realtime.hub import SocketHub
from game.realtime.publish import publish
from game.realtime.rooms import RoomKind, register, room_name
from game.rules.raid_update import RaidUpdate
from vvw_site.foundation.converters import ID_MAX

KIND = "raid"


def snapshot(pk: int) -> Frame | None:
    """The raid's state now. One statement."""
    raid = find_raid(RaidId(pk)) if 0 < pk <= ID_MAX else None
    return None if raid is None else Frame(raid.seq, msgspec.json.encode(snapshot_frame(raid)).decode())


def send_update(update: RaidUpdate) -> None:
    """To everybody who watches the raid, in any process."""
    frame = update_frame(update, sent_at=time.time())
    publish(room_name(KIND, update.raid), Frame(update.seq, msgspec.json.encode(frame).decode()))


def fold(hub: SocketHub) -> float:
    """Seconds until the next call."""
    return tick()


register(KIND, RoomKind("ws/raids/<int:id>/", snapshot, (RaidSnapshotFrame, RaidUpdateFrame)))
background.register("raid ticker", fold)
on_raid_updated.append(send_update)
