import sqlite3
import sys
from string import Template
from flask import Flask, request

app = Flask(__name__)
QUERY = "SELECT * FROM users WHERE name = '{name}'"
BOUND = "SELECT * FROM users WHERE name = :name"
TABLES = {"u": "users", "o": "orders"}


def run(query, params=()):
    conn = sqlite3.connect("x.db")
    try:
        return conn.execute(query, params).fetchall()  # error: sql-injection
    finally:
        conn.close()


def run_safe(query, params=()):
    conn = sqlite3.connect("x.db")
    with conn:
        return conn.execute(query, params).fetchall()


class Query:
    def __init__(self, table):
        self.table = table
        self.wheres = []
        self.params = []

    def where(self, column, value):
        self.wheres.append(column + " = ?")
        self.params.append(value)
        return self

    def sql(self):
        return "SELECT * FROM " + self.table + " WHERE " + " AND ".join(self.wheres)


@app.get("/1")
def one():
    return str(len(run(QUERY.format(name=request.args["n"]))))


@app.get("/2")
def two():
    return str(len(run_safe(BOUND, {"name": request.args["n"]})))


@app.get("/3")
def three():
    table = TABLES.get(request.args["t"], "users")
    return str(len(run_safe("SELECT * FROM " + table)))


@app.get("/4")
def four():
    q = Query("users").where("name", request.args["n"]).where("kind", request.args["k"])
    return str(len(run_safe(q.sql(), q.params)))


@app.get("/5")
def five():
    ids = [int(i) for i in request.args["ids"].split(",")]
    return str(len(run_safe("SELECT * FROM users WHERE id IN (%s)" % ",".join(str(i) for i in ids))))


@app.get("/6")
def six():
    ids = request.args.getlist("id")
    return str(len(run_safe("SELECT * FROM users WHERE id IN (%s)" % ",".join("?" * len(ids)), ids)))


@app.get("/7")
def seven():
    conn = sqlite3.connect("x.db")
    like = "%" + request.args["q"] + "%"
    conn.execute("SELECT * FROM users WHERE name LIKE ?", (like,))
    conn.execute("SELECT * FROM users WHERE name LIKE '" + like + "'")  # error: sql-injection
    sql = "SELECT * FROM users"
    args = []
    if "name" in request.args:
        sql += " WHERE name = ?"
        args.append(request.args["name"])
    if "sort" in request.args:
        sql += " ORDER BY " + request.args["sort"]
    conn.execute(sql, args)  # error: sql-injection
    return ""


@app.get("/8")
def eight():
    conn = sqlite3.connect("x.db")
    sql = "SELECT * FROM users"
    if request.args.get("desc"):
        sql += " ORDER BY id DESC"
    if request.args.get("limit", "").isdigit():
        sql += " LIMIT " + request.args["limit"]
    conn.execute(sql)
    return ""


@app.get("/9")
def nine():
    row = sqlite3.connect("x.db").execute("SELECT bio FROM users WHERE id = ?", (request.args["id"],)).fetchone()
    return "<p>%s</p>" % row[0]  # error: xss
