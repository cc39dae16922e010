"""The service as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what the service writes is for its owner alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.web.settings")
application = get_wsgi_application()
