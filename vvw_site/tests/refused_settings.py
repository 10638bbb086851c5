"""Settings that no worker can load. Some find that out later than others, and do not end before."""

import os
import signal
import time

from django.core.exceptions import ImproperlyConfigured

signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(os.getpid() % 4 * 0.3)
raise ImproperlyConfigured("nothing is right")
