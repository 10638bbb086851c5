"""The lowest layer: database access, cache, metrics, encryption, embedded services. It imports neither the game nor accounts."""
