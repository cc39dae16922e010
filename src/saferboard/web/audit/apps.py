"""Audit as a Django app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from saferboard.web.audit.chaining import lend_hash


class AuditConfig(AppConfig):
    """The event table and its chain."""

    name = "saferboard.web.audit"
    label = "audit"

    def ready(self) -> None:
        """Every connection can link what it adds."""
        connection_created.connect(lend_hash, dispatch_uid="audit.lend_hash")
