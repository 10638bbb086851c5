"""Earlier news of clans had their names in the text. They name the clans by number from now on, so that a renamed clan has its new name
in them, and one that is gone has none."""

from django.db import migrations

FOUNDED = """UPDATE game_newsentry SET text = '{0} founded {1}.', link = '', subjects = ARRAY['clan:' || split_part(key, ':', 2)]
WHERE kind = 'clan' AND key LIKE 'founded:%' AND subjects = '{}'"""
WARS = """UPDATE game_newsentry n SET
    text = CASE WHEN n.key LIKE 'war-declared:%' THEN '{0} declared war on {1}.'
        WHEN w.outcome = 'draw' THEN 'The war of {0} against {1} ended in a draw.'
        WHEN w.outcome = 'attacker' THEN '{0} won the war against {1}.' ELSE '{1} withstood {0} and won the war.' END,
    subjects = ARRAY['clan:' || a.clan_id, 'clan:' || d.clan_id]
FROM clans_war w JOIN clans_warside a ON a.war_id = w.id AND a.side = 'attacker'
JOIN clans_warside d ON d.war_id = w.id AND d.side = 'defender'
WHERE n.kind = 'clan' AND n.key IN ('war-declared:' || w.id, 'war-ended:' || w.id) AND n.subjects = '{}'"""


class Migration(migrations.Migration):

    dependencies = [("clans", "0010_ladder"), ("game", "0041_news_subjects")]

    operations = [
        migrations.RunSQL(FOUNDED, migrations.RunSQL.noop),
        migrations.RunSQL(WARS, migrations.RunSQL.noop),
    ]
