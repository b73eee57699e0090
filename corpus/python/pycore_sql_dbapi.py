"""Reports over several databases, each with its own driver."""
import sqlite3
from contextlib import closing

import cx_Oracle
import duckdb
import mysql.connector
import oracledb
import psycopg
import psycopg2
import psycopg2.extras
import pymssql
import pymysql.cursors
import pyodbc
from flask import Flask, g, jsonify, request
from psycopg2 import sql

app = Flask(__name__)
SORTABLE = {"name": "p.name", "price": "p.price"}


def sqlite_db():
    if "db" not in g:
        g.db = sqlite3.connect("shop.db")
        g.db.row_factory = sqlite3.Row
    return g.db


@app.get("/sqlite")
def sqlite_search():
    term = request.args.get("q", "")
    with closing(sqlite3.connect("shop.db")) as conn:
        conn.execute("SELECT * FROM p WHERE name LIKE ?", (f"%{term}%",))
        conn.execute(f"SELECT * FROM p WHERE name LIKE '%{term}%'")  # error: sql-injection
        cur = conn.cursor()
        cur.execute("SELECT * FROM p WHERE name = :name", {"name": term})
        cur.execute("SELECT * FROM p WHERE name = '%s'" % term)  # error: sql-injection
        cur.executescript("DELETE FROM log WHERE who = '" + term + "'")  # error: sql-injection
        order = SORTABLE.get(request.args.get("sort"), "p.name")
        return jsonify([row[0] for row in cur.execute("SELECT name FROM p ORDER BY " + order)])


@app.get("/oracle")
def oracle_search():
    region = request.args["region"]
    pool = oracledb.create_pool(user="app", dsn="db/x")
    with pool.acquire() as connection:
        with connection.cursor() as cursor:
            cursor.execute("select * from r where name = :1", [region])
            cursor.execute(f"select * from r where name = '{region}'")  # error: sql-injection
    old = cx_Oracle.connect("app", dsn="db/x")
    c = old.cursor()
    c.prepare("select * from r where name = '" + region + "'")  # error: sql-injection
    c.execute(None, {})
    c.execute("select * from r where id = " + str(int(request.args["id"])))
    return jsonify([])


@app.get("/mysql")
def mysql_search():
    who = request.args["who"]
    link = mysql.connector.connect(option_files="my.cnf")
    cursor = link.cursor(dictionary=True, buffered=True)
    query = "SELECT * FROM staff WHERE "
    clauses, params = [], []
    if who:
        clauses.append("who = %s")
        params.append(who)
    query += " AND ".join(clauses)
    cursor.execute(query, params)
    bad = ["dept = '%s'" % request.args["dept"]]
    cursor.execute("SELECT * FROM staff WHERE " + " AND ".join(bad))  # error: sql-injection
    with pymysql.connect(read_default_file="my.cnf", cursorclass=pymysql.cursors.DictCursor) as db:
        with db.cursor() as cur:
            cur.execute("SELECT * FROM staff WHERE who=%s" % db.escape(who))
            cur.execute("SELECT * FROM staff WHERE who='{}'".format(who))  # error: sql-injection
            ids = [int(v) for v in request.args.getlist("id")]
            cur.execute("SELECT * FROM staff WHERE id IN (%s)" % ",".join(str(i) for i in ids))
            marks = ",".join(["%s"] * len(request.args.getlist("id")))
            cur.execute(f"SELECT * FROM staff WHERE id IN ({marks})", request.args.getlist("id"))
    return jsonify([])


@app.get("/mssql")
def mssql_search():
    code = request.args["code"]
    cn = pyodbc.connect("DSN=warehouse")
    cn.execute("SELECT * FROM w WHERE code = ?", code)
    cn.cursor().execute("SELECT * FROM w WHERE code = '" + code + "'").fetchall()  # error: sql-injection
    with pymssql.connect(server="w") as conn:
        cursor = conn.cursor(as_dict=True)
        cursor.execute("SELECT * FROM w WHERE code = %s", (code,))
        cursor.execute("EXEC find_code '" + code + "'")  # error: sql-injection
        cursor.callproc("find_code", (code,))
    return jsonify([])


@app.get("/postgres")
def postgres_search():
    table, column = request.args["table"], request.args["column"]
    conn = psycopg2.connect(service="shop")
    cur = conn.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
    cur.execute(sql.SQL("SELECT {} FROM {}").format(sql.Identifier(column), sql.Identifier(table)))
    cur.execute(sql.SQL("SELECT * FROM t WHERE c = {}").format(sql.Literal(column)))
    cur.execute(sql.SQL("SELECT * FROM " + table))  # error: sql-injection
    cur.execute(cur.mogrify("SELECT %s", (column,)))
    cur.copy_expert("COPY " + table + " TO STDOUT", open("/srv/out.csv", "w"))  # error: sql-injection
    psycopg2.extras.execute_values(cur, "INSERT INTO t (a) VALUES %s", [(column,)])
    psycopg2.extras.execute_values(cur, f"INSERT INTO {table} (a) VALUES %s", [(1,)])  # error: sql-injection
    with psycopg.connect("dbname=shop") as c3:
        c3.execute("SELECT * FROM t WHERE c = %s", [column])
        c3.execute(f"SELECT * FROM t WHERE c = '{column}'")  # error: sql-injection
    return jsonify([])


@app.get("/duck")
def duck():
    path = request.args["name"]
    con = duckdb.connect()
    con.execute("SELECT * FROM t WHERE n = ?", [path])
    con.sql("SELECT * FROM '" + path + "'")  # error: sql-injection
    duckdb.sql(f"SELECT * FROM t WHERE n = '{path}'")  # error: sql-injection
    return jsonify([])
