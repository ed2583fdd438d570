"""The route table of the web contract, and the calls about the app itself."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chat.engine.engine import Engine
from chat.web import cast, characters, chats, ledger, multiplex, sessions, tree, turns

STATUS = {"ready": 0, "idle": 0, "loading": 0, "down": 1}


async def healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """503 only if a turn could not be played."""
    engine: Engine = request.app.state.engine
    components = await engine.health()
    down = {name for name, component in components.items() if component["state"] == "down"}
    status = "down" if down & {"database", "narrator"} else "degraded" if down else "ready"
    return JSONResponse({"status": status, "components": components}, status_code=503 if status == "down" else 200)


async def profiles(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    items = [
        {
            "id": profile.id,
            "title": profile.title,
            "default": profile.id == engine.default_profile,
            "available": profile.available,
            "hint": profile.hint,
            "toy": profile.toy_classifier,
        }
        for profile in engine.profiles.values()
    ]
    return JSONResponse({"items": items, "next": None})


CHAT, TURN = "/api/chats/{chat}", "/api/turns/{turn}"
ROUTES = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/api/profiles", profiles),
    Route("/api/stories", characters.stories),
    Route("/api/characters", characters.listing),
    Route("/api/characters", characters.create, methods=["POST"]),
    Route("/api/characters/{character}", characters.show),
    Route("/api/characters/{character}", characters.patch, methods=["PATCH"]),
    Route("/api/characters/{character}", characters.remove, methods=["DELETE"]),
    Route("/api/chats", chats.listing),
    Route("/api/chats", chats.create, methods=["POST"]),
    Route(CHAT, chats.show),
    Route(CHAT, chats.patch, methods=["PATCH"]),
    Route(CHAT, chats.remove, methods=["DELETE"]),
    Route(CHAT + "/turns", turns.post, methods=["POST"]),
    Route(CHAT + "/head", tree.head, methods=["POST"]),
    Route(CHAT + "/undo/{undo}", tree.undo_delete, methods=["POST"]),
    Route(CHAT + "/undo", tree.undo, methods=["POST"]),
    Route(CHAT + "/redo", tree.redo, methods=["POST"]),
    Route(CHAT + "/tree", tree.show),
    Route(CHAT + "/branches", tree.branches),
    Route(CHAT + "/state", ledger.state),
    Route(CHAT + "/search", chats.search),
    Route(CHAT + "/memories", chats.memories),
    Route(CHAT + "/export", sessions.export),
    Route("/api/import", sessions.import_, methods=["POST"]),
    Route(CHAT + "/changes", ledger.change, methods=["POST"]),
    Route(CHAT + "/changes/{change}", ledger.lift, methods=["DELETE"]),
    Route(CHAT + "/pairs/{source}/{target}", ledger.pair),
    Route(CHAT + "/members", cast.listing),
    Route(CHAT + "/members", cast.join, methods=["POST"]),
    Route(CHAT + "/offers/{name}", cast.dismiss, methods=["DELETE"]),
    Route(CHAT + "/merge", cast.merge, methods=["POST"]),
    Route("/api/events", multiplex.events),
    Route(TURN, turns.record),
    Route(TURN, turns.patch, methods=["PATCH"]),
    Route(TURN, turns.remove, methods=["DELETE"]),
    Route(TURN + "/events", turns.follow),
    Route(TURN + "/stop", turns.stop_turn, methods=["POST"]),
    Route(TURN + "/regenerate", turns.regenerate, methods=["POST"]),
    Route(TURN + "/edit", turns.edit, methods=["POST"]),
    Route(TURN + "/prompt", turns.prompt),
]
