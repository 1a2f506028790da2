"""The application with a short patience, so that a test sees within seconds what takes minutes in the product."""

import os

from config.asgi import application as application
from core import live

live.COMMENT_EVERY = float(os.environ["LIVE_COMMENT_EVERY"])
live.LONGEST = float(os.environ["LIVE_LONGEST"])
