"""``saferboard manage reindex``: what can be found, made anew from what is published."""

from typing import Any

from django.core.management.base import BaseCommand

from saferboard.web.search import rebuilding
from saferboard.web.search.models import Passage


class Command(BaseCommand):
    """Safe to run at any time, and as often as one likes: readers find the old until it is done."""

    help = "Make the search index anew from what is published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how much there is to find."""
        subjects = rebuilding.rebuild()
        found = Passage.objects.count()
        self.stdout.write(f"{found:,} passages of {subjects:,} publications can be found.")
