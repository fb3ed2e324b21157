"""The only writers: `index` keeps the indexes true, `saved` keeps searches and tells what is new."""

from .index import changed, consume, problems, rebuild, reconcile
from .saved import MOST, change_frequency, forget, save_search, send_alerts, stop

__all__ = [
    "MOST",
    "change_frequency",
    "changed",
    "consume",
    "forget",
    "problems",
    "rebuild",
    "reconcile",
    "save_search",
    "send_alerts",
    "stop",
]
