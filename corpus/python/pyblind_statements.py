import sqlite3
import psycopg2
from psycopg2.extras import RealDictCursor
from flask import Flask, request, g
from flask_mysqldb import MySQL
import MySQLdb
import pandas as pd
import duckdb
import records
import dataset

app = Flask(__name__)
mysql = MySQL(app)
COLUMNS = {"name": "u.name", "age": "u.age"}
ORDERS = ["ASC", "DESC"]


def get_conn():
    if "conn" not in g:
        g.conn = psycopg2.connect("dbname=x")
    return g.conn


def query(sql, args=(), one=False):
    cur = get_conn().cursor(cursor_factory=RealDictCursor)
    cur.execute(sql, args)  # error: sql-injection
    rv = cur.fetchall()
    return (rv[0] if rv else None) if one else rv


class Query:
    def __init__(self, table):
        self.table = table
        self.parts = []
        self.args = []

    def where(self, col, value):
        self.parts.append(f"{col} = ?")
        self.args.append(value)
        return self

    def sql(self):
        s = f"SELECT * FROM {self.table}"
        if self.parts:
            s += " WHERE " + " AND ".join(self.parts)
        return s


@app.get("/1")
def one():
    name = request.args["name"]
    query("SELECT * FROM u WHERE name = %s", (name,))
    query("SELECT * FROM u WHERE name = '" + name + "'")
    query(f"SELECT * FROM u ORDER BY {COLUMNS[request.args['o']]}")
    query("SELECT * FROM u ORDER BY " + COLUMNS.get(request.args["o"], "u.id"))
    return ""


@app.get("/2")
def two():
    con = sqlite3.connect("x.db")
    q = Query("u").where("name", request.args["n"]).where("age", request.args["a"])
    con.execute(q.sql(), q.args)
    q2 = Query("u").where(request.args["col"], request.args["n"])
    con.execute(q2.sql(), q2.args)  # error: sql-injection
    ids = request.args.getlist("id")
    con.execute("SELECT * FROM u WHERE id IN (%s)" % ",".join("?" * len(ids)), ids)
    con.execute("SELECT * FROM u WHERE id IN (%s)" % ",".join(["?"] * len(ids)), ids)
    con.execute("SELECT * FROM u WHERE id IN (%s)" % ",".join("?" for _ in ids), ids)
    con.execute("SELECT * FROM u WHERE id IN (%s)" % ",".join(ids))  # error: sql-injection
    con.execute("SELECT * FROM u WHERE id IN (%s)" % ",".join(map(str, map(int, ids))))
    con.execute("SELECT * FROM u WHERE name LIKE ?", ("%" + request.args["n"] + "%",))
    con.execute("SELECT * FROM u WHERE name LIKE '%" + request.args["n"] + "%'")  # error: sql-injection
    order = request.args.get("dir", "ASC").upper()
    if order not in ORDERS:
        order = "ASC"
    con.execute(f"SELECT * FROM u ORDER BY id {order}")
    fields = [f for f in request.args.getlist("f") if f in COLUMNS]
    con.execute("SELECT " + ", ".join(fields) + " FROM u")
    body = request.get_json()
    sets = ", ".join(f"{k} = ?" for k in body)
    con.execute(f"UPDATE u SET {sets}", list(body.values()))  # error: sql-injection
    sets2 = ", ".join(f"{k} = ?" for k in body if k in COLUMNS)
    con.execute(f"UPDATE u SET {sets2}", list(body.values()))
    sets3 = ", ".join(f"{k} = ?" for k in COLUMNS)
    con.execute(f"UPDATE u SET {sets3}", [body[k] for k in COLUMNS])
    con.create_function("f", 1, lambda x: x)
    con.executescript(request.get_data(as_text=True))  # error: sql-injection
    return ""


@app.get("/3")
def three():
    cur = mysql.connection.cursor()
    cur.execute("SELECT * FROM u WHERE n = '%s'" % request.args["n"])  # error: sql-injection
    cur.execute("SELECT * FROM u WHERE n = %s", [request.args["n"]])
    db = MySQLdb.connect("localhost")
    c = db.cursor(MySQLdb.cursors.DictCursor)
    c.execute("""SELECT * FROM u WHERE n = '{n}'""".format(**request.args))  # error: sql-injection
    c.execute("SELECT * FROM u WHERE n = '" + MySQLdb.escape_string(request.args["n"]).decode() + "'")
    db.query("SELECT * FROM u WHERE n = '" + request.args["n"] + "'")  # error: sql-injection
    return ""


@app.get("/4")
def four():
    n = request.args["n"]
    duckdb.query(f"SELECT * FROM '{n}'")  # error: sql-injection
    con = duckdb.connect()
    con.sql("SELECT * FROM t WHERE n = ?", params=[n])
    con.execute("SELECT * FROM t WHERE n = '" + n + "'").fetchdf()  # error: sql-injection
    pd.read_sql_query(sql="SELECT * FROM t WHERE n = '%s'" % n, con=con)  # error: sql-injection
    db = records.Database("sqlite://")
    db.query("SELECT * FROM t WHERE n = :n", n=n)
    db.query("SELECT * FROM t WHERE n = '" + n + "'")  # error: sql-injection
    ds = dataset.connect("sqlite://")
    ds.query("SELECT * FROM t WHERE n = '" + n + "'")  # error: sql-injection
    ds["t"].find(n=n)
    return ""


@app.get("/5")
def five():
    parts = ["SELECT * FROM t"]
    if "n" in request.args:
        parts.append("WHERE n = '%s'" % request.args["n"])
    if "limit" in request.args:
        parts.append("LIMIT %d" % int(request.args["limit"]))
    sqlite3.connect("x").execute(" ".join(parts))  # error: sql-injection
    sql = "SELECT * FROM t WHERE 1 = 1"
    params = []
    for key in ("a", "b"):
        if key in request.args:
            sql += f" AND {key} = ?"
            params.append(request.args[key])
    sqlite3.connect("x").execute(sql, params)
    return ""
