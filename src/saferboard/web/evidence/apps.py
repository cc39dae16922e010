"""Evidence as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Releases and their pages."""

    name = "saferboard.web.evidence"
    label = "evidence"
