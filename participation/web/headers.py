"""What every response says to the browser: no script from elsewhere, no frame, no guessing."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def add_headers(app: Flask, *, is_https: bool) -> None:
    """Add the security headers to every response, error pages too."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        _stay_here(response)
        if is_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "static":
            _in_one_piece(response)
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _stay_here(response: Response) -> None:
    """Lead on by path alone: the host of a request is whatever its sender wrote there."""
    if response.location and urlsplit(response.location).netloc:
        parts = urlsplit(response.location)
        path = f"/{parts.path.lstrip('/')}"
        response.location = f"{path}?{parts.query}" if parts.query else path


def _in_one_piece(response: Response) -> None:
    """Read a small static file whole, so that it can be compressed and is closed at once."""
    if response.status_code == 200:
        response.direct_passthrough = False
        response.get_data()
