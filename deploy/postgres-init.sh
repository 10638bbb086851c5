#!/bin/sh
# The image of Postgres runs this when it makes the database: the tier `backup` may copy it and follow its log.
set -e
echo "host replication all samenet scram-sha-256" >>"$PGDATA/pg_hba.conf"
