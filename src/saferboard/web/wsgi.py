"""The service as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from saferboard.web.bodies import with_whole_bodies

os.umask(0o077)  # what the service writes is for its owner alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.web.settings")
application = with_whole_bodies(get_wsgi_application())
