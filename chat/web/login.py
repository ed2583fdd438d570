"""The login: the password for a cookie that no script can read and no other site can send."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.errors import Forbidden
from chat.web.bodies import Body, read_body
from chat.web.guesses import address_of
from chat.web.security import COOKIE, Logins

MONTH = 30 * 24 * 3600  # seconds


class LoginBody(Body):
    password: str


async def login(request: Request) -> Response:
    body = await read_body(request, LoginBody)
    logins: Logins = request.app.state.logins
    if not logins.lets_in(address_of(request.scope), body.password):
        raise Forbidden(
            "That is not the password.", code="wrong_password", hint="Try again; after ten tries wait a minute."
        )
    answer = JSONResponse({"status": "ok"})
    answer.set_cookie(COOKIE, logins.session(), max_age=MONTH, httponly=True, samesite="strict", path="/")
    return answer
