"""`manage.py demo`: fill an empty database with the demo municipality."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from overview.demo import build


class Command(BaseCommand):
    help = "Fills an empty database with the demo municipality, Roskilde, and its demo log-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Leave a database with users in it as it is."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(
                "There are users in this database. The demo goes only into an empty one: "
                "run `make demo-reset`, or give another DATABASE_URL."
            )
        build(timezone.now())
        self.stdout.write(self.style.SUCCESS("The demo municipality is ready."))
