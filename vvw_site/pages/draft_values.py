"""The values of a form draft: of a form that could not be sent (accounts/login_redirect/form_draft.py), for the page that shows the form again."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest

from accounts.login_redirect.form_draft import draft_for, draft_values
from game.views.player import current_player


class DraftValues:
    """{{ draft("/play/shop/buy/", item=slug).get("quantity", 1) if draft else 1 }}

    Calling it gives the last value of each field of the form that was sent `to` an address and held the given values; nothing
    when that form was not the one, or was rendered for another character. `draft` is None for a browser without one.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __call__(self, to: str, **held: object) -> dict[str, str]:
        return {name: values[-1] for name, values in self.all(to, **held).items() if values}

    def all(self, to: str, **held: object) -> Mapping[str, Sequence[str]]:
        """Every value of each field, for fields that a form holds more than once."""
        player = current_player(self.request)
        character = str(player.character.pk) if player else ""
        fields = draft_values(draft_for(self.request), to, held)
        return fields if fields.get("character", [""])[0] in ("", character) else {}
