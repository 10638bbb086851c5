"""Rooms: the list, the log of one, and writing. Showing a message does not mark it as read: a script sends the form once the page was
looked at, and without scripts its button does."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from game.actions import chat as actions
from game.actions.chat_rooms import open_private
from game.models.ids import ChatRoomId
from game.presenters.chat import TEXT_MAX, ChatPage, chat_page
from game.queries.chat import messages_of, no_such_room, rooms_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_of, with_refusal

PAGE = 50
MISSED_MAX = 100


@require_safe
@player_page
def chat(request: PlayerRequest) -> HttpResponse:
    """The list of rooms, and a form for a new conversation."""
    return render_player_page(request, "game/chat.html", _page(request, None), **_form())


@require_safe
@player_page
def chat_room(request: PlayerRequest, pk: int) -> HttpResponse:
    """With `after`, only the messages after that number, for a script that missed some."""
    if "after" in request.GET:
        return _missed(request, ChatRoomId(pk), whole_number(request.GET, "after", high=10**12 - 1))
    return render_player_page(request, "game/chat.html", _page(request, ChatRoomId(pk)), **_form())


@require_POST
@player_page
def chat_say(request: PlayerRequest, pk: int) -> HttpResponse:
    """With htmx, the form again: empty, or with what was typed and why it was refused. Otherwise the page."""
    text, room = request.POST.get("text", ""), ChatRoomId(pk)
    try:
        actions.say(actor_of(request), room=room, text=text)
    except GameError as error:
        if error.code in ("key_reused", "not_found"):
            raise
        return _refused(request, room, text, error)
    if request.htmx:
        return render(request, "game/parts/chat_said.html", {"room": {"id": pk}} | _form())
    return redirect(f"{actions.room_page(room)}#newest")


@require_POST
@player_page
def chat_take_back(request: PlayerRequest, pk: int, message: int) -> HttpResponse:
    actions.take_back(actor_of(request), message=message)
    if request.htmx:
        return HttpResponse(status=204)
    messages.success(request, "It is taken back. Who has read it has read it.")
    return redirect("game:chat_room", pk=pk)


@require_POST
@player_page
def chat_seen(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.mark_seen(actor_of(request), room=ChatRoomId(pk), number=whole_number(request.POST, "number", high=10**12 - 1))
    return HttpResponse(status=204) if request.htmx else redirect("game:chat_room", pk=pk)


@require_POST
@player_page
def chat_with(request: PlayerRequest) -> HttpResponse:
    """Open the private room with somebody; a refusal shows the list with the name that was typed."""
    name = request.POST.get("to", "")[:60]
    try:
        opened = open_private(actor_of(request), to=recipient_named(name, deleted=None).id)
    except GameError as error:
        if error.code == "key_reused" or back_of(request).startswith("/characters/"):
            raise
        response = render_player_page(request, "game/chat.html", _page(request, None), **_form(to=name, error=error))
        return with_refusal(response, error)
    return redirect("game:chat_room", pk=opened.room)


def _page(request: PlayerRequest, room: ChatRoomId | None) -> ChatPage:
    """Two statements with a room, one without. GameError not_found."""
    player, before = request.player, id_in(request.GET, "before")
    rooms = rooms_of(player.character.id, room)
    opened = next((line for line in rooms if line.id == room), None)
    if room is not None and opened is None:
        raise no_such_room()
    found = messages_of(player.character.id, room, limit=PAGE + 1, before=before) if room is not None else []
    return chat_page(
        rooms, opened, found, PAGE, me=player.character.pk, my_name=player.character.name, level=player.character.level,
        before=before, site=settings.SITE_URL, now=player.now,
        is_muted=request.user.is_muted,
    )  # fmt: skip


def _missed(request: PlayerRequest, room: ChatRoomId, after: int) -> HttpResponse:
    """A list of at most MISSED_MAX messages. One more says that the page has to be loaded again."""
    me = request.player.character
    found = messages_of(me.id, room, limit=MISSED_MAX + 1, after=after)
    page = chat_page(
        [], None, found[:MISSED_MAX], MISSED_MAX, me=me.pk, my_name=me.name, level=me.level, before=None, site=settings.SITE_URL,
        now=request.player.now,
    )  # fmt: skip
    response = render(request, "game/parts/chat_log.html", {"log": page.log, "room": {"id": room}})
    if len(found) > MISSED_MAX:
        response["X-More"] = "1"
    return response


def _refused(request: PlayerRequest, room: ChatRoomId, text: str, error: GameError) -> HttpResponse:
    form = _form(typed=text, error=error)
    if request.htmx:
        return with_refusal(render(request, "game/parts/chat_said.html", {"room": {"id": room}} | form), error)
    return with_refusal(render_player_page(request, "game/chat.html", _page(request, room), **form), error)


def _form(*, typed: str = "", to: str = "", error: GameError | None = None) -> dict[str, object]:
    return {"typed": typed[:5_000], "typed_to": to, "error": error, "text_max": TEXT_MAX}
