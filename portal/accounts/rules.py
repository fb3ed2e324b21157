"""How long things last."""

import datetime as dt

INVITATION_LIFE = dt.timedelta(days=14)
