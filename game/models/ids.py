"""Types of ids, so that the type checker refuses one in the place of another."""

from typing import NewType

CharacterId = NewType("CharacterId", int)
HoldingId = NewType("HoldingId", int)
