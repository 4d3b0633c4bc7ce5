"""The headers every answer carries (ASVS 5.0 chapter 3.4; NCSC guidelines for web applications)."""

from flask import Flask, Response

ALWAYS = {
    # These answers are data: nothing in them may load, run, or be framed.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
}
HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
# What a stranger sent us is only ever saved, also by a browser that thinks otherwise.
DOWNLOAD_POLICY = f"{ALWAYS['Content-Security-Policy']}; sandbox"


def add_headers(app: Flask, *, has_tls: bool) -> None:
    """Put them on every answer, errors included; a view may have set a stricter one."""

    @app.after_request
    def complete(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if has_tls:
            response.headers[HSTS[0]] = HSTS[1]
        return response
