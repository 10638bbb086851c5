"""Creates the first staff account when there is none, and prints its password once. The password is stored nowhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from accounts.actions.first_superuser import create_first_superuser

NAME = "warden"


class Command(BaseCommand):
    help = f'Makes the staff login "{NAME}" with a random password if there is no superuser yet, and prints it once.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print-once", action="store_true", help="print name and password when the login is made")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["print_once"]:
            raise CommandError("Add --print-once: the password is printed only once and stored nowhere.")
        try:
            password = create_first_superuser(username=NAME)
        except IntegrityError as error:
            raise CommandError(f'The name "{NAME}" is taken by an account that is no superuser.') from error
        if password is None:
            self.stderr.write("There is a staff login already. To set a new password: manage.py changepassword " + NAME)
            return
        self.stdout.write(f"Staff login: {NAME}\nPassword:    {password}\nIt is shown only now and stored nowhere.")
