import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def rate_limits_off(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Rate limits are counted but not enforced, except in tests with the mark `limits`."""
    settings.LIMITS_ENFORCED = request.node.get_closest_marker("limits") is not None
