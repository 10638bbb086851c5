import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def unpaced(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Limits are asked and not enforced, but where a test is about them (it is marked `limits`)."""
    settings.LIMITS_ENFORCED = request.node.get_closest_marker("limits") is not None
