"""Cooperation agreements at the desk."""

from agreements.admin import agreements as agreements
