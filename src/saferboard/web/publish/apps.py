"""Publication as a Django app."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """What the public reads: frozen copies of what the Board decided to publish."""

    name = "saferboard.web.publish"
    label = "publish"

    def ready(self) -> None:
        """Say how what is published is found anew."""
        from saferboard.web.publish import searching
        from saferboard.web.search import rebuilding

        rebuilding.register("publish", searching.rebuild)
