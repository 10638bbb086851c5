"""The ASGI entry: sockets, and in development everything else too."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
django_app = get_asgi_application()

from vvw_site.sockets import sockets  # noqa: E402 (Django is set up first)

application = ProtocolTypeRouter({"http": django_app, "websocket": sockets()})
