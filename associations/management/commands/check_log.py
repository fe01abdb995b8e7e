"""`manage.py check_log`: is what the log's pages count on still what the log says?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from associations import contact_search, last_contact
from associations.models import Contact


class Command(BaseCommand):
    """Days of the last contact, and search keys; with --repair they are put right."""

    help = "Compare the days of the last contact with the log; --repair puts them and the search right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["repair"]:
            wrong = last_contact.wrong().count()
            self.stdout.write(f"{wrong} associations with a wrong day of the last contact")
            return
        days = last_contact.repair()
        keys = contact_search.rebuild(Contact.objects.all())
        if options["verbosity"]:
            self.stdout.write(f"Put right: {days} days of the last contact, {keys} search keys")
