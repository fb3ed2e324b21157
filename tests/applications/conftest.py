from tests.cases.conftest import room, today

__all__ = ["room", "today"]
