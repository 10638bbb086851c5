"""The game, in rooms: rules, content, emblems, models, queries, actions, and the doors. docs/where.md shows the way."""
