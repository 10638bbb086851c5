"""The first staff login: made when there is none, its password shown once and kept nowhere."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction

from accounts.actions.audit import record
from accounts.models import User

NAME = "warden"


class Command(BaseCommand):
    help = f'Makes the staff login "{NAME}" with a random password if there is no superuser yet, and prints it once.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print-once", action="store_true", help="print name and password when the login is made")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["print_once"]:
            raise CommandError("Say --print-once: the password is shown that once and kept nowhere.")
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            self.stderr.write("There is a staff login already. A new password: manage.py changepassword " + NAME)
            return
        password = secrets.token_urlsafe(12)
        try:
            with transaction.atomic():
                user = User.objects.create_superuser(NAME, email="", password=password)
                record(actor=None, action="staff.made", target=f"user:{user.pk}", reason="first staff login")
        except IntegrityError as error:
            raise CommandError(f'The name "{NAME}" is taken by an account that is no superuser.') from error
        self.stdout.write(f"Staff login: {NAME}\nPassword:    {password}\nIt is shown this once and kept nowhere.")
