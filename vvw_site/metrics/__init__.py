"""/metrics for operators: who may read it, and the metrics that each scrape reads from Postgres and Redis."""
