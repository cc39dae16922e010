"""Audit as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The event table."""

    name = "saferboard.web.audit"
    label = "audit"
