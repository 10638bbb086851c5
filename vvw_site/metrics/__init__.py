"""/metrics as an operator reads it: who may see it, and figures that are asked of Postgres and Redis when somebody looks."""
