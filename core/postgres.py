"""What migrations do on PostgreSQL only; SQLite reads through the rows instead."""

from typing import Any

from django.db import migrations


class OnPostgres(migrations.RunSQL):
    """SQL that is left out on any other database."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, *states)


def trigrams(table: str, column: str, *, ignoring_case: bool = False) -> OnPostgres:
    """An index for `LIKE '%…%'` on a column; `ignoring_case` for Django's `icontains`."""
    name = f"{table}_{column}_trigrams"
    indexed = f"upper({column})" if ignoring_case else column
    return OnPostgres(
        f"CREATE INDEX {name} ON {table} USING gin ({indexed} gin_trgm_ops)", f"DROP INDEX {name}"
    )
