from flask import Flask, flash, request, Response, stream_with_context, jsonify, render_template, got_request_exception
from flask_admin import Admin, BaseView, expose
from flask_admin.contrib.sqla import ModelView
from flask_sqlalchemy import SQLAlchemy
from markupsafe import Markup
from sqlalchemy import text, func, desc, column
import logging

app = Flask(__name__)
db = SQLAlchemy(app)
admin = Admin(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    bio = db.Column(db.Text)


class UserView(ModelView):
    def _bio(view, context, model, name):
        return Markup(f"<b>{model.bio}</b>")  # error: xss

    column_formatters = {"bio": _bio}


class Stats(BaseView):
    @expose("/")
    def index(self):
        order = request.args.get("order", "id")
        rows = User.query.order_by(text(order)).all()  # error: sql-injection
        n = db.session.query(func.count(User.id)).filter(text("name = :n")).params(n=order).scalar()
        return self.render("stats.html", rows=rows, n=n)

    @expose("/search", methods=("GET",))
    def search(self):
        q = request.args["q"]
        result = db.session.execute(text("SELECT * FROM user WHERE name LIKE :q"), {"q": f"%{q}%"})
        result2 = db.session.execute(text("SELECT * FROM user WHERE name LIKE '%%%s%%'" % q))  # error: sql-injection
        return jsonify([dict(r) for r in result], [dict(r) for r in result2])


@got_request_exception.connect_via(app)
def on_error(sender, exception, **extra):
    logging.error("failed at %s", request.url)
    logging.error("failed for %s", request.form.get("user"))  # error: log-injection


@app.route("/stream")
def stream():
    name = request.args.get("name", "")

    def generate():
        yield "<ul>"
        yield "<li>" + name + "</li>"
        yield "</ul>"

    return Response(stream_with_context(generate()))  # error: xss


@app.route("/csv")
def csv_export():
    name = request.args.get("name", "")

    def generate():
        yield name + ",1\n"

    return app.response_class(generate(), mimetype="text/csv")


@app.route("/flash", methods=["POST"])
def do_flash():
    flash(request.form["message"])
    return render_template("done.html", name=request.form["message"])


@app.route("/user/<int:uid>/<name>")
def user(uid, name):
    resp = Response(f"user {uid}")
    resp.headers["X-Name"] = name
    resp.set_cookie("name", name)
    return resp


@app.route("/user2/<name>")
def user2(name):
    return "user %s" % name  # error: xss


admin.add_view(UserView(User, db.session))
admin.add_view(Stats(name="Stats"))
