"""Friends, mentors, requests for either, and who hides when they were last seen. Only new tables."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("game", "0030_chat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Friendship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='friendships', to='game.character')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='friendships_of_other', to='game.character')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('one', 'other'), name='two_are_friends_once'),
                    models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='friends_are_in_order_of_id'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FriendRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('friend', 'friend'), ('mentor', 'mentor'), ('pupil', 'pupil')], max_length=10)),
                ('asker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='friend_requests_sent', to='game.character')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='friend_requests', to='game.character')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['closed_at'], name='friend_requests_closed'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('asker', 'asked', 'kind'), name='one_asks_another_once'),
                    models.CheckConstraint(condition=models.Q(('asker', models.F('asked')), _negated=True), name='nobody_asks_themselves'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ('friend', 'mentor', 'pupil'))), name='kind_of_request_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Mentorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mentor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pupils', to='game.character')),
                ('pupil', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mentor', to='game.character')),
                ('seat', models.PositiveSmallIntegerField()),
                ('pupil_level', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('rose_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('mentor', 'seat'), name='a_seat_has_one_pupil'),
                    models.CheckConstraint(condition=models.Q(('seat__range', (1, 3))), name='a_mentor_has_few_pupils'),
                    models.CheckConstraint(condition=models.Q(('mentor', models.F('pupil')), _negated=True), name='nobody_teaches_themselves'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HiddenSeen',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='hidden_seen', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
    ]
