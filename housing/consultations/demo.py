"""Made-up consultations in every state, moved there by the same acts that people use."""

from portal.front.demo import Stage


def build(stage: Stage) -> None:
    pass
