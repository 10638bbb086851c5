"""What everything else stands on; it imports neither the game nor accounts."""
