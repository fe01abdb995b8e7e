"""Keeps the translation catalogues under locale/ in step with the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import catalogues


class Command(BaseCommand):
    """Without an option: updates every catalogue from the code and keeps its translations."""

    help = "Update, merge, check or compile the translation catalogues."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="fail where one is wanting")
        what.add_argument("--compile", action="store_true", help="only write the .mo files")
        what.add_argument(
            "--merge", type=Path, metavar="FOLDER", help="take over what FOLDER/<language>/*.po has"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_catalogues()
            return
        if not options["compile"]:
            self.update(options["merge"])
        for language, path in [*self.paths(), *self.stand_ins()]:
            if path.exists():
                catalogues.compile_catalogue(path, language)

    def update(self, partials: Path | None) -> None:
        found = self.found()
        for language, path in self.paths():
            catalogue = catalogues.updated(found, catalogues.read(path, language), language)
            for partial in sorted((partials / language).glob("*.po")) if partials else ():
                self.merge(catalogue, partial, language)
            catalogues.write(path, catalogue, language)
            entries = catalogues.messages(catalogue)
            done = sum(map(catalogues.is_translated, entries))
            self.stdout.write(f"{language}: {done} of {len(entries)} translated")

    def merge(self, catalogue: Catalog, partial: Path, language: str) -> None:
        unknown, replaced = catalogues.merge(catalogue, catalogues.read(partial, language))
        name = f"{language}/{partial.name}"
        for message in unknown:
            self.stdout.write(f"{name}: not in the code: {message.id!r}")
        for before, message in replaced:
            self.stdout.write(f"{name}: {message.id!r} was {before}, is now {message.string!r}")

    def check_catalogues(self) -> None:
        found = self.found()
        faults = [
            f"{language}: {fault}"
            for language, path in self.paths()
            for fault in catalogues.faults(
                found,
                catalogues.read(path, language),
                complete=language == settings.LANGUAGE_CODE,
            )
        ]
        faults += [
            f"{language}: not as the code has it now"
            for language, path in self.paths()
            if not catalogues.is_in_step(path, found, language)
        ]
        if faults:
            raise CommandError(
                "\n".join([*faults, f"{len(faults)} faults; `make messages` helps."])
            )
        self.stdout.write("Every catalogue is in step with the code, and Danish is complete.")

    def found(self) -> Catalog:
        own = [Path(app.path) for app in apps.get_app_configs()]
        folders = [folder for folder in own if folder.parent == settings.BASE_DIR]
        return catalogues.extract(
            [*folders, settings.BASE_DIR / "config", settings.BASE_DIR / "templates"],
            settings.BASE_DIR,
        )

    def stand_ins(self) -> Iterator[tuple[str, Path]]:
        """Catalogues of what Django and its packages say, in languages they do not have."""
        for path in sorted((settings.BASE_DIR / "core/locale").glob("*/LC_MESSAGES/django.po")):
            yield path.parts[-3], path

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Each language offered, with the path of its catalogue."""
        for language, _name in settings.LANGUAGES:
            yield language, settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
