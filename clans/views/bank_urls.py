"""The addresses of the pages of a clan's bank."""

from django.urls import path

from clans.views import bank, bank_things, bank_withdraw, webhook
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

urlpatterns = [
    path("play/clan/bank/", bank.bank, name="bank"),
    path("play/clan/bank/give/", bank.give, name="bank_give"),
    path("play/clan/bank/withdraw/", bank_withdraw.withdraw, name="bank_withdraw"),
    path("play/clan/bank/withdrawals/<id:pk>/sign/", bank.sign, name="bank_sign"),
    path("play/clan/bank/withdrawals/<id:pk>/stop/", bank.stop, name="bank_stop"),
    path("play/clan/bank/things/", bank_things.things, name="bank_things"),
    path("play/clan/bank/things/<id:pk>/lend/", bank_things.lend, name="bank_lend"),
    path("play/clan/bank/things/<id:pk>/give-back/", bank_things.give_back, name="bank_give_back"),
    path("play/clan/bank/things/<id:pk>/take-back/", bank_things.take_back, name="bank_take_back"),
    path("play/clan/bank/dues/", bank.dues, name="bank_dues"),
    path("play/clan/bank/movements/", bank.movements, name="bank_movements"),
    path("play/clan/bank/movements.csv", bank.movements_csv, name="bank_csv"),
    path("play/clan/bank/webhook/", webhook.webhook, name="bank_webhook"),
    path("play/clan/bank/webhook/remove/", webhook.remove, name="bank_webhook_remove"),
]
