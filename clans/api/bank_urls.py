"""The addresses of a clan's bank in the API."""

from django.urls import path

from clans.api import bank
from vvw_site.foundation import converters  # noqa: F401 (registers <id:…>)

urlpatterns = [
    path("v1/clan/bank", bank.BankEndpoint.as_view()),
    path("v1/clan/bank/gifts", bank.BankGiftsEndpoint.as_view()),
    path("v1/clan/bank/items", bank.BankItemsEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/lend", bank.LendEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/take_back", bank.TakeBackLoanEndpoint.as_view()),
    path("v1/clan/bank/items/<id:id>/give_back", bank.GiveBackLoanEndpoint.as_view()),
    path("v1/clan/bank/loans", bank.BankLoansEndpoint.as_view()),
    path("v1/clan/bank/withdrawals", bank.WithdrawalsEndpoint.as_view()),
    path("v1/clan/bank/withdrawals/<id:id>/sign", bank.SignWithdrawalEndpoint.as_view()),
    path("v1/clan/bank/withdrawals/<id:id>/stop", bank.StopWithdrawalEndpoint.as_view()),
    path("v1/clan/bank/dues", bank.DuesEndpoint.as_view()),
    path("v1/clan/bank/movements", bank.BankMovementsEndpoint.as_view()),
]
