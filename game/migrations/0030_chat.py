"""Rooms, messages and their archive. Only new tables; the rooms of the two factions are there from the beginning."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_outbox_lease'),
        ('game', '0028_lent_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChatWriter',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('sent', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ChatRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('last', models.BigIntegerField(db_default=0, default=0)),
                ('slow_seconds', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='So long each account waits between two messages. 0: no slow mode.')),
                ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('opened_by', models.ForeignKey(help_text='Of a private room.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rooms_opened', to='game.character')),
            ],
        ),
        migrations.CreateModel(
            name='ChatMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('text', models.CharField(blank=True, max_length=255)),
                ('state', models.CharField(choices=[('shown', 'shown'), ('taken_back', 'taken back by its author'), ('hidden', 'hidden by the staff'), ('erased', 'its author left')], db_default='shown', default='shown', max_length=10)),
                ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('battles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('raids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='game.character')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='game.chatroom')),
            ],
        ),
        migrations.CreateModel(
            name='ChatMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('character', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chat_memberships', to='game.character')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='members', to='game.chatroom')),
            ],
        ),
        migrations.CreateModel(
            name='ArchivedChatMessage',
            fields=[
                ('number', models.BigIntegerField()),
                ('text', models.CharField(blank=True, max_length=255)),
                ('state', models.CharField(choices=[('shown', 'shown'), ('taken_back', 'taken back by its author'), ('hidden', 'hidden by the staff'), ('erased', 'its author left')], db_default='shown', default='shown', max_length=10)),
                ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('battles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('raids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('at', models.DateTimeField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('author', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_messages', to='game.character')),
                ('room', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='archived_messages', to='game.chatroom')),
            ],
        ),
        migrations.CreateModel(
            name='ChatSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('character', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.character')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='game.chatroom')),
            ],
        ),
        migrations.CreateModel(
            name='ChatWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40)),
                ('folded', models.CharField(max_length=40, unique=True)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='chatroom',
            constraint=models.UniqueConstraint(fields=('kind', 'key'), name='one_room_per_kind_and_key'),
        ),
        migrations.AddConstraint(
            model_name='chatroom',
            constraint=models.CheckConstraint(condition=models.Q(('slow_seconds__lte', 600)), name='slow_mode_within_ten_minutes'),
        ),
        migrations.AddConstraint(
            model_name='chatroom',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', 0)), name='chat_numbers_begin_at_1'),
        ),
        migrations.AddIndex(
            model_name='chatmessage',
            index=models.Index(fields=['author', '-id'], name='messages_of_author'),
        ),
        migrations.AddIndex(
            model_name='chatmessage',
            index=models.Index(condition=models.Q(('state', 'shown'), _negated=True), fields=['room', '-number'], name='messages_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.UniqueConstraint(fields=('room', 'number'), name='a_message_has_a_number_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='messages_are_counted_from_1'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'erased'), ('text', '')), models.Q(models.Q(('state', 'erased'), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='only_erased_messages_are_empty'),
        ),
        migrations.AddConstraint(
            model_name='chatmessage',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['shown', 'taken_back', 'hidden', 'erased'])), name='message_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='chatmember',
            constraint=models.UniqueConstraint(fields=('room', 'character'), name='a_member_of_a_room_once'),
        ),
        migrations.AddIndex(
            model_name='archivedchatmessage',
            index=models.Index(fields=['author', '-id'], name='archived_messages_of_author'),
        ),
        migrations.AddConstraint(
            model_name='archivedchatmessage',
            constraint=models.UniqueConstraint(fields=('room', 'number'), name='an_archived_message_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='archivedchatmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'erased'), ('text', '')), models.Q(models.Q(('state', 'erased'), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='only_archived_erased_are_empty'),
        ),
        migrations.AddConstraint(
            model_name='chatseen',
            constraint=models.UniqueConstraint(fields=('room', 'character'), name='a_reader_has_seen_up_to_one_number'),
        ),
        migrations.RunSQL(
            "INSERT INTO game_chatroom (kind, key) VALUES ('faction', 'vampire'), ('faction', 'werewolf') ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        ),
    ]
