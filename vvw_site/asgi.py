"""The ASGI entry: sockets, and in development everything else too."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
_django = get_asgi_application()

from vvw_site.asgi_bodies import bodies_kept_small, limit_daphne  # noqa: E402 (Django is set up first)
from vvw_site.foundation.sockets import sockets  # noqa: E402

limit_daphne()
django_app = bodies_kept_small(_django)
application = ProtocolTypeRouter({"http": django_app, "websocket": sockets()})
