"""How this process runs, and where it keeps what is its own: what every other setting asks first."""

import os

from config import environment
from config.paths import socket_dir, var_dir

ENV = dict(os.environ)
MODE = environment.read_mode(ENV)
DEMO = MODE == environment.DEMO
DEBUG = environment.read_flag(ENV, "RAPPORT_DEBUG", default=False)
TESTING = environment.read_flag(ENV, "RAPPORT_TESTING", default=False)
VAR = var_dir()
SOCKETS = socket_dir()
