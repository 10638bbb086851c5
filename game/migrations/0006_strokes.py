"""What a stroke needs (actions/stroke.py): a refusal that takes a whole statement back, and the moment of the last hunt."""

from django.db import migrations, models

OVERTAKEN = """
CREATE FUNCTION overtaken() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the character was changed meanwhile' USING ERRCODE = 'serialization_failure';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("game", "0005_cheaper_hunts")]
    operations = [
        migrations.RunSQL(OVERTAKEN, "DROP FUNCTION overtaken()"),
        migrations.AddField(
            "character",
            "hunted_at",
            models.DateTimeField(editable=False, help_text="When it hunted last.", null=True),
        ),
    ]
