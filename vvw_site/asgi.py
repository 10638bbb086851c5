"""The ASGI entry point: sockets, and in development all other requests too."""

import os
from typing import cast

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.prod")
_django = get_asgi_application()

from vvw_site.asgi_bodies import limit_bodies, limit_daphne_bodies  # noqa: E402 (Django is set up first)
from vvw_site.foundation.sockets import App, sockets  # noqa: E402

limit_daphne_bodies()
django_app = limit_bodies(cast(App, _django))
application = ProtocolTypeRouter({"http": django_app, "websocket": sockets()})
