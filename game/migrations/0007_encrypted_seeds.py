"""Live seeds are stored encrypted. Stop the previous version first: it would draw dice from the empty column."""

from django.db import migrations, models

BATCH = 2_000


def encrypt(apps, schema_editor):
    from game.queries.dice_seed import encrypted

    seeds = apps.get_model("game", "DiceSeed").objects
    while batch := list(seeds.filter(revealed_at=None, encrypted_seed="")[:BATCH]):
        for seed in batch:
            seed.encrypted_seed = encrypted(seed.server_seed, seed.commit)
            seed.encrypted_next = encrypted(seed.next_server_seed, seed.next_commit)
            seed.server_seed = ""
        seeds.bulk_update(batch, ["encrypted_seed", "encrypted_next", "server_seed"])


def decrypt(apps, schema_editor):
    from game.queries.dice_seed import decrypted

    seeds = apps.get_model("game", "DiceSeed").objects
    while batch := list(seeds.filter(revealed_at=None).exclude(encrypted_seed="")[:BATCH]):
        for seed in batch:
            seed.server_seed = decrypted(seed.encrypted_seed, seed.commit)
            seed.next_server_seed = decrypted(seed.encrypted_next, seed.next_commit)
            seed.encrypted_seed = ""
        seeds.bulk_update(batch, ["encrypted_seed", "next_server_seed", "server_seed"])


class Migration(migrations.Migration):
    dependencies = [("game", "0006_strokes")]
    operations = [
        migrations.AddField("diceseed", "encrypted_seed", models.CharField(max_length=255, blank=True, default="")),
        migrations.AddField("diceseed", "encrypted_next", models.CharField(max_length=255, blank=True, default="")),
        migrations.AlterField("diceseed", "server_seed", models.CharField(max_length=64, blank=True, default="")),
        migrations.AlterField("diceseed", "next_server_seed", models.CharField(max_length=64, default="")),
        migrations.RunPython(encrypt, decrypt),
        migrations.RemoveField("diceseed", "next_server_seed"),
        migrations.AddConstraint(
            "diceseed",
            models.CheckConstraint(
                condition=models.Q(revealed_at__isnull=True, server_seed="")
                | models.Q(revealed_at__isnull=False, encrypted_seed="", encrypted_next=""),
                name="a_live_seed_is_stored_encrypted",
            ),
        ),
    ]
