"""The register page: themes, links between actors, and a yes of its own for each public fact."""

import django.db.models.deletion
from django.db import migrations, models

# Who stands in the directory agreed to “name, purpose and languages”, and some to telephone and
# e-mail; nothing else is shown until they say yes to it. As SQL, for it runs on this step's columns
# and never again.
KEEP_WHAT_WAS_AGREED = """
UPDATE associations_association SET
    public_purpose = is_public, public_languages = is_public,
    public_phone = public_contact, public_email = public_contact
"""
# One yes stood for both: going back it is kept only where both are given.
BACK_TO_ONE_YES = """
UPDATE associations_association SET public_contact = (public_phone AND public_email)
"""


def shown(field: str, label: str) -> migrations.AddField:
    """A fact that is public only after its own yes."""
    return migrations.AddField(
        model_name="association",
        name=field,
        field=models.BooleanField(default=False, verbose_name=label),
    )


class Migration(migrations.Migration):
    dependencies = [("associations", "0003_kinds_of_help")]
    operations = [
        migrations.AlterField(
            model_name="association",
            name="is_public",
            field=models.BooleanField(
                default=False,
                help_text="Only when the association has said yes. Its name and kind are shown, and what is ticked below.",
                verbose_name="in the public directory",
            ),
        ),
        shown("public_purpose", "show the purpose"),
        shown("public_languages", "show the languages"),
        shown("public_themes", "show the themes"),
        shown("public_city", "show the city"),
        shown("public_address", "show street and number"),
        shown("public_phone", "show the telephone"),
        shown("public_email", "show the e-mail"),
        shown("public_website", "show the website"),
        migrations.RunSQL(KEEP_WHAT_WAS_AGREED, BACK_TO_ONE_YES),
        migrations.RemoveField(model_name="association", name="public_contact"),
        migrations.AddField(
            model_name="association",
            name="themes",
            field=models.ManyToManyField(
                blank=True,
                help_text="What the association works with.",
                related_name="associations",
                to="associations.theme",
                verbose_name="themes",
            ),
        ),
        migrations.AddIndex(
            model_name="association",
            index=models.Index(fields=["name", "id"], name="association_name_425588_idx"),
        ),
        migrations.AddField(
            model_name="post",
            name="name_public_on",
            field=models.DateField(
                blank=True,
                help_text="The day the person said yes to stand with name in the public directory.",
                null=True,
                verbose_name="said yes to a public name on",
            ),
        ),
        migrations.CreateModel(
            name="AssociationLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member_of", "is a member of"),
                            ("attached_to", "is attached to"),
                            ("hosted_by", "receives its money through"),
                            ("shares_hall", "shares premises with"),
                            ("sister", "is a sister association of"),
                        ],
                        max_length=15,
                        verbose_name="link",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="since")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="remark"),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_from",
                        to="associations.association",
                        verbose_name="from",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_to",
                        to="associations.association",
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "link between associations",
                "verbose_name_plural": "links between associations",
                "ordering": ["-valid_from", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="associations_link_two_actors",
                        violation_error_message="An association cannot be linked with itself. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="associations_link_span",
                        violation_error_message="The end must not be before the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["shares_hall", "sister"]), _negated=True),
                            ("source__lt", models.F("target")),
                            _connector="OR",
                        ),
                        name="associations_link_once_for_both",
                        violation_error_message="A link that is the same from both ends is kept once.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_until", None)),
                        fields=("source", "target", "kind"),
                        name="associations_link_open_once",
                        violation_error_message="The two are linked like this already. End that link first if it has changed.",
                    ),
                ],
            },
        ),
    ]
