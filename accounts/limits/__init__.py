"""Rate limits: the counter, and what is counted for log-ins, sign-ups and mails. Redis counts; Postgres counts while Redis is down."""
