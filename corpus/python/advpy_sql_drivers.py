import sqlite3
import psycopg2
from psycopg2 import sql
import pymysql
import mysql.connector
from flask import Flask, request, g, jsonify

app = Flask(__name__)
COLUMNS = {"name", "created"}


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect("app.db")
    return g.db


@app.route("/login", methods=["POST"])
def login():
    username = request.form["username"]
    password = request.form["password"]
    query = "SELECT * FROM users WHERE username = '" + username + "' AND password = '" + password + "'"
    row = get_db().execute(query).fetchone()  # error: sql-injection
    return jsonify(ok=row is not None)


@app.route("/login2", methods=["POST"])
def login2():
    username = request.form["username"]
    row = get_db().execute("SELECT * FROM users WHERE username = ?", [username]).fetchone()
    return jsonify(ok=row is not None)


@app.route("/pg")
def pg():
    conn = psycopg2.connect("dbname=app")
    with conn.cursor() as cur:
        cur.execute("SELECT * FROM t WHERE name = '%s'" % request.args["name"])  # error: sql-injection
        cur.execute("SELECT * FROM t WHERE name = %s", (request.args["name"],))
        cur.execute("SELECT * FROM t WHERE name = %(name)s", {"name": request.args["name"]})
        cur.execute(sql.SQL("SELECT {} FROM t").format(sql.Identifier(request.args["col"])))
        cur.execute(sql.SQL("SELECT {} FROM t".format(request.args["col"])))  # error: sql-injection
    return ""


@app.route("/my")
def my():
    conn = pymysql.connect(host="localhost")
    order = request.args.get("order", "name")
    if order not in COLUMNS:
        order = "name"
    with conn.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute(f"SELECT * FROM t ORDER BY {order}")
        cursor.execute("SELECT * FROM t WHERE id = {}".format(request.args["id"]))  # error: sql-injection
        cursor.execute("SELECT * FROM t WHERE id = {}".format(int(request.args["id"])))
        cursor.execute("SELECT * FROM t WHERE n = '%s'" % conn.escape_string(request.args["n"]))
        cursor.executemany("INSERT INTO t VALUES (%s)", [(v,) for v in request.args.getlist("v")])
    return ""


@app.route("/mc")
def mc():
    cnx = mysql.connector.connect(user="app", database="app")
    cur = cnx.cursor(dictionary=True)
    ids = request.args.getlist("id")
    marks = ", ".join(["%s"] * len(ids))
    cur.execute(f"SELECT * FROM t WHERE id IN ({marks})", ids)
    cur.execute("SELECT * FROM t WHERE id IN (" + ",".join(ids) + ")")  # error: sql-injection
    cur.execute("SELECT * FROM t LIMIT %d" % int(request.args["n"]))
    cur.callproc("find_user", [request.args["n"]])
    direction = "DESC" if request.args.get("desc") else "ASC"
    cur.execute("SELECT * FROM t ORDER BY id " + direction)
    return ""


def build_where(filters):
    clauses, params = [], []
    for key, value in filters.items():
        clauses.append(f"{key} = %s")
        params.append(value)
    return " AND ".join(clauses), params


@app.route("/dyn")
def dyn():
    cur = psycopg2.connect("").cursor()
    where, params = build_where({"name": request.args["name"], "kind": request.args["kind"]})
    cur.execute("SELECT * FROM t WHERE " + where, params)
    where, params = build_where(request.args)
    cur.execute("SELECT * FROM t WHERE " + where, params)  # error: sql-injection
    return ""


@app.route("/esc")
def esc():
    from html import escape
    name = escape(request.args["name"])
    get_db().execute("SELECT * FROM t WHERE id = " + name)  # error: sql-injection
    get_db().executescript("INSERT INTO t VALUES (" + request.args["name"] + ");")  # error: sql-injection
    return ""
