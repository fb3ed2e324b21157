class Refused(Exception):  # noqa: N818
    """What was asked for is not possible. The message is plain Japanese, shown as it is: what is wrong, how to mend."""
