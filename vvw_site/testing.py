"""A pytest plugin: brings up the embedded services of the test instance before Django reads its settings."""
