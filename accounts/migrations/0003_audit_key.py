"""A staff form that is sent twice acts once: the key of the form is unique among audit entries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_append_only")]
    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="key",
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
    ]
