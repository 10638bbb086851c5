"""The pages' addresses."""

app_name = "game"
urlpatterns: list = []
