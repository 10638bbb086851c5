"""The hidden fields of a page's forms."""

from django.http import HttpRequest
from django.template.backends.utils import csrf_input

from game.templatetags import vvw
from game.views.player import current_player


class CsrfField:
    """{{ csrf_input }}: the hidden field with the CSRF token. It is made when the first form needs it, because that sets a cookie."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.html = ""

    def __html__(self) -> str:
        self.html = self.html or csrf_input(self.request)
        return self.html


class FormFields:
    """{{ form_fields }}: the hidden fields of every form of the game.

    They are the CSRF token, the id of the character that the page is rendered for ("" for none), and an idempotency key, which
    is a new one each time the fields are written.
    """

    def __init__(self, request: HttpRequest, token: CsrfField) -> None:
        self.request = request
        self.token = token
        self.shared_html = ""

    def __html__(self) -> str:
        if not self.shared_html:
            player = current_player(self.request)
            character = player.character.pk if player else ""
            self.shared_html = f'{self.token.__html__()}<input type="hidden" name="character" value="{character}">'
        return self.shared_html + vvw.key()
