"""`manage.py demo`: fill an empty database with the demo municipality."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from overview.demo import build


class Command(BaseCommand):
    help = "Fills an empty database with the demo municipality, Roskilde, and its demo log-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError(
                "There are users in this database. The demo goes only into an empty one: "
                "run `make demo-reset`, or give another DATABASE_URL."
            )
        build(timezone.now())
        self.stdout.write(self.style.SUCCESS("The demo municipality is ready."))
