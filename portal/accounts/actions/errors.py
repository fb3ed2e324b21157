class Refused(Exception):  # noqa: N818
    """The message is plain Japanese, to be shown as it is."""
