import pytest


@pytest.fixture(autouse=True)
def unpaced(request, settings):
    """Limits are asked and not enforced, but where a test is about them (it is marked `limits`)."""
    settings.LIMITS_ENFORCED = request.node.get_closest_marker("limits") is not None
