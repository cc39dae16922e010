"""Publication as a Django app."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """What the public reads: frozen copies of what the Board decided to publish."""

    name = "saferboard.web.publish"
    label = "publish"
