from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts.actions import encrypted, personal_data

        personal_data.register_all()
        encrypted.register_all()
