"""The demo, in a directory of its own, with two addresses more."""

import os
import tempfile
from pathlib import Path

HOME = Path(os.environ.get("PORTAL_BENCH_DIR") or Path(tempfile.gettempdir()) / "portal-bench")
os.environ["PORTAL_VAR"] = str(HOME)
os.environ.setdefault("PORTAL_LOG_LEVEL", "ERROR")

from portal.settings.demo import *

ROOT_URLCONF = "tests.bench.urls"
