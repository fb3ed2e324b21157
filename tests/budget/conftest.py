import pytest

from portal.accounts.models import User
from portal.cases.models import Case
from portal.grants.budget import actions
from portal.grants.budget.models import Budget, Kind
from tests.factories.times import NOW

SCHEME, OTHER, YEAR = "practitioner_course", "nursery_housing", 2026


@pytest.fixture
def clerk(db) -> User:
    return User.objects.create(email="yosan@example.jp", name="架空 係員", is_staff=True)


@pytest.fixture
def put(clerk):
    """Money of a scheme and year."""

    def make(yen: int = 1_000_000, scheme: str = SCHEME, year: int = YEAR, at=NOW) -> Budget:
        return actions.appropriate(scheme=scheme, fiscal_year=year, kind=Kind.INITIAL, yen=yen, actor=clerk, at=at)

    return make


@pytest.fixture
def case(db):
    """A bare case: the budget asks no more of it."""

    def make(number: int = 1) -> Case:
        return Case.objects.create(
            number=f"G-2026-{number:05d}-0",
            procedure="grant",
            title="架空",
            state="review",
            opened_at=NOW,
            changed_at=NOW,
        )

    return make


def spend(case: Case, yen: int, at=NOW, scheme: str = SCHEME, year: int = YEAR) -> None:
    actions.commit(scheme=scheme, fiscal_year=year, yen=yen, case=case, actor=None, at=at)


def columns(scheme: str = SCHEME, year: int = YEAR) -> tuple[int, int, int, int]:
    """Appropriated, reserved, committed, paid."""
    rows = Budget.objects.values_list("appropriated", "reserved", "committed", "paid")
    return rows.get(scheme=scheme, fiscal_year=year)
