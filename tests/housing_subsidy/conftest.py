from tests.consultations.conftest import street, today

__all__ = ["street", "today"]
