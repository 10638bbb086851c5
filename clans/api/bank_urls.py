"""The addresses of a clan's bank in the API."""

from django.urls import path

from clans.api import bank, bank_things, bank_withdraw, webhook
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

urlpatterns = [
    path("v1/clan/bank", bank.BankEndpoint.as_view()),
    path("v1/clan/bank/gifts", bank.BankGiftsEndpoint.as_view()),
    path("v1/clan/bank/items", bank_things.BankItemsEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/lend", bank_things.LendEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/take_back", bank_things.TakeBackLoanEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/give_back", bank_things.GiveBackLoanEndpoint.as_view()),
    path("v1/clan/bank/loans", bank_things.BankLoansEndpoint.as_view()),
    path("v1/clan/bank/withdrawals", bank_withdraw.WithdrawalsEndpoint.as_view()),
    path("v1/clan/bank/withdrawals/<id:id>/sign", bank_withdraw.SignWithdrawalEndpoint.as_view()),
    path("v1/clan/bank/withdrawals/<id:id>/stop", bank_withdraw.StopWithdrawalEndpoint.as_view()),
    path("v1/clan/bank/dues", bank.DuesEndpoint.as_view()),
    path("v1/clan/bank/webhook", webhook.WebhookEndpoint.as_view()),
    path("v1/clan/bank/movements", bank.BankMovementsEndpoint.as_view()),
]
