"""Orders, invoices and reports of the Tern shop."""

import logging
import os

from flask import Flask, jsonify, request

from . import db, invoices, orders, partners, reports


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.update(
        DATABASE=os.environ.get("DATABASE", "orders.db"),
        SECRET_KEY=os.environ["SECRET_KEY"],
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
    )
    app.teardown_appcontext(db.close_db)
    for blueprint in (orders.bp, invoices.bp, reports.bp, partners.bp):
        app.register_blueprint(blueprint)

    @app.get("/health")
    def health():
        return jsonify(status="ok", probe=request.args.get("probe"))

    return app


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    application = create_app()
    with application.app_context():
        db.init_db()
    application.run(host="127.0.0.1", port=5001, debug=True)
