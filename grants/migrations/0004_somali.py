"""Somali for the pages of associations and the public."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0003_cosignatures"),
    ]

    operations = [
        migrations.AddField(
            model_name="criterion",
            name="description_so",
            field=models.TextField(blank=True, null=True, verbose_name="what is looked for"),
        ),
        migrations.AddField(
            model_name="criterion",
            name="title_so",
            field=models.CharField(max_length=150, null=True, verbose_name="criterion"),
        ),
        migrations.AddField(
            model_name="eligibilityquestion",
            name="advice_so",
            field=models.TextField(
                blank=True, null=True, verbose_name="advice if the answer is the other one"
            ),
        ),
        migrations.AddField(
            model_name="eligibilityquestion",
            name="text_so",
            field=models.CharField(max_length=250, null=True, verbose_name="question"),
        ),
        migrations.AddField(
            model_name="pool",
            name="description_so",
            field=models.TextField(blank=True, null=True, verbose_name="what the pool is for"),
        ),
        migrations.AddField(
            model_name="pool",
            name="does_not_pay_for_so",
            field=models.TextField(blank=True, null=True, verbose_name="what we do not pay for"),
        ),
        migrations.AddField(
            model_name="pool",
            name="guidelines_so",
            field=models.TextField(blank=True, null=True, verbose_name="guidelines"),
        ),
        migrations.AddField(
            model_name="pool",
            name="name_so",
            field=models.CharField(max_length=150, null=True, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="pool",
            name="pays_for_so",
            field=models.TextField(blank=True, null=True, verbose_name="what we pay for"),
        ),
        migrations.AddField(
            model_name="pool",
            name="summary_so",
            field=models.CharField(
                blank=True, max_length=300, null=True, verbose_name="in one sentence"
            ),
        ),
        migrations.AddField(
            model_name="poolround",
            name="name_so",
            field=models.CharField(max_length=150, null=True, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="poolrule",
            name="message_so",
            field=models.CharField(
                max_length=300, null=True, verbose_name="message to the applicant"
            ),
        ),
    ]
