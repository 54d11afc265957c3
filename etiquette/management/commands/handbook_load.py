"""`manage.py handbook_load`: make or renew the handbook pages that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from etiquette.actions.standard_pages import load_standard_pages


class Command(BaseCommand):
    help = "Load the standard handbook pages. Pages an editor has touched are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        made, renewed = load_standard_pages(now=timezone.now())
        self.stdout.write(f"Handbook: {made} pages made, {renewed} renewed.")
