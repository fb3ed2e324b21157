from portal.front.demo import Stage

from .actions import load


def build(stage: Stage) -> None:
    """The figures themselves are real; the homes they are held against are made up."""
    load(at=stage.at)
