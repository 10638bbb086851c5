from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts.actions import encrypted_data, personal_data
        from accounts.allauth.rate_limits import replace_allauth_counting
        from accounts.allauth.totp import accept_codes_once

        personal_data.register_all()
        encrypted_data.register_all()
        replace_allauth_counting()
        accept_codes_once()
