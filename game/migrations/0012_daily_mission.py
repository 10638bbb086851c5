from django.db import migrations


class Migration(migrations.Migration):
    """MissionTask becomes DailyMission. Its table keeps its name, so no statement runs on it."""

    dependencies = [("game", "0011_nothing_for_an_erased_account")]

    operations = [
        migrations.AlterModelTable(name="missiontask", table="game_missiontask"),
        migrations.RenameModel("MissionTask", "DailyMission"),
    ]
