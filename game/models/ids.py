"""Types of ids, so that the type checker refuses one in the place of another."""

from typing import NewType

AccountId = NewType("AccountId", int)
CharacterId = NewType("CharacterId", int)
ChatRoomId = NewType("ChatRoomId", int)
EventId = NewType("EventId", int)
HoldingId = NewType("HoldingId", int)
LetterId = NewType("LetterId", int)
NewsId = NewType("NewsId", int)
RaidId = NewType("RaidId", int)
RaidHitId = NewType("RaidHitId", int)
SeasonId = NewType("SeasonId", int)
