from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import library_limits
        from accounts.actions import encrypted, personal_data
        from accounts.actions.totp import accept_codes_once

        personal_data.register_all()
        encrypted.register_all()
        library_limits.put_in_place()
        accept_codes_once()
