"""Flask with its usual extensions: RESTful, RESTX, WTF, Login, Admin, Mail, Limiter."""

import logging

from flask import Blueprint, Flask, abort, flash, jsonify, redirect, render_template, request, session, url_for
from flask_admin.contrib.sqla import ModelView
from flask_login import LoginManager, current_user, login_required, login_user
from flask_restful import Api, Resource, reqparse
from flask_restx import Namespace, Resource as RestxResource
from flask_restx import fields as restx_fields
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from wtforms import IntegerField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import URL, DataRequired, Length, Regexp

app = Flask(__name__)
api = Api(app)
ns = Namespace("notes")
db = SQLAlchemy(app)
bp = Blueprint("site", __name__)
logger = logging.getLogger(__name__)

parser = reqparse.RequestParser()
parser.add_argument("title", type=str, required=True)
parser.add_argument("count", type=int, default=1)


class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80))


class NoteForm(FlaskForm):
    title = StringField("Title", validators=[DataRequired(), Length(max=80)])
    text = TextAreaField("Text")
    count = IntegerField("Count")
    color = SelectField("Color", choices=[("r", "Red"), ("g", "Green")])
    submit = SubmitField("Save")


class NoteList(Resource):
    def get(self):
        return {"title": request.args.get("title")}

    def post(self):
        args = parser.parse_args()
        logger.info("note %s", args["title"])  # error: log-injection
        return {"title": args["title"], "count": args["count"]}, 201

    @login_required
    def put(self, name):
        app.logger.info(f"{current_user.id} renames {name}")  # error: log-injection
        return {"name": name}


@ns.route("/<string:slug>")
class NoteView(RestxResource):
    def get(self, slug):
        ns.logger.info("slug %s", slug)  # error: log-injection
        return {"slug": slug}

    @ns.expect(parser)
    def post(self, slug):
        payload = ns.payload
        logger.debug("payload %s", payload["title"])  # error: log-injection
        logger.debug("payload %r", payload["title"])
        return payload


@bp.route("/notes/new", methods=["GET", "POST"])
def new_note():
    form = NoteForm()
    if form.validate_on_submit():
        note = Note(title=form.title.data)
        db.session.add(note)
        db.session.commit()
        flash("Stored " + form.title.data)
        logger.info("stored %s in %s x %s", note.id, form.color.data, form.count.data)
        logger.info("stored %s", form.title.data)  # error: log-injection
        return redirect(url_for("site.show", id=note.id))
    return render_template("new.html", form=form)


@bp.route("/notes/preview", methods=["POST"])
def preview():
    form = NoteForm(request.form)
    if not form.validate():
        return jsonify(form.errors), 400
    return f"<h1>{form.title.data}</h1><p>{form.count.data}</p>"  # error: xss


@bp.route("/notes/preview/safe", methods=["POST"])
def preview_safe():
    form = NoteForm(request.form)
    title, text = escape(form.title.data), escape(form.text.data)
    return f"<h1>{title}</h1><p>{text}</p>"


@bp.route("/login", methods=["POST"])
def login():
    user = load(request.form["user"], request.form["password"])
    if user is None:
        flash(Markup("No user <b>%s</b>") % request.form["user"])
        flash(Markup("No user <b>%s</b>" % request.form["user"]))  # error: xss
        return redirect(url_for("site.login"))
    login_user(user)
    session["name"] = request.form["user"]
    return redirect(request.args.get("next") or url_for("site.home"))  # error: open-redirect


@bp.route("/hello")
@login_required
def hello():
    return "<p>Hello " + escape(current_user.name) + "</p>"


@bp.route("/numbers/<int:first>/<float:second>")
def numbers(first, second):
    logger.info("%s and %s", first, second)
    return f"<p>{first + second}</p>"


class NoteAdmin(ModelView):
    column_list = ("title",)

    def _title(view, context, model, name):
        return Markup("<b>{}</b>").format(model.title)

    column_formatters = {"title": _title}


@bp.errorhandler(404)
def missing(e):
    return "<p>Nothing at %s</p>" % escape(request.url), 404


@bp.route("/abort")
def aborting():
    what = request.args.get("what", "")
    if len(what) > 10:
        abort(400, description=what)
    return jsonify({"what": what})


api.add_resource(NoteList, "/notes", "/notes/<string:name>")
app.register_blueprint(bp)
