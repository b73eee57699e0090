import asyncpg
import aiosqlite
import cx_Oracle
import oracledb
import psycopg
import psycopg2
import psycopg2.extras
import pyodbc
import mysql.connector
from psycopg import sql
from psycopg2 import sql as sql2
from clickhouse_driver import Client
import clickhouse_connect
from flask import Flask, request
from peewee import SQL, Model, CharField, SqliteDatabase, fn
from pony.orm import Database, Required, db_session, select, raw_sql

app = Flask(__name__)
pdb = SqliteDatabase("x")
pony = Database()


class P(Model):
    name = CharField()

    class Meta:
        database = pdb


@app.get("/a/<t>")
def a(t):
    q = request.args["q"]
    conn = psycopg2.connect("dbname=x")
    cur = conn.cursor(cursor_factory=psycopg2.extras.DictCursor)
    cur.execute(sql2.SQL("SELECT * FROM {} WHERE n = %s").format(sql2.Identifier(t)), [q])
    cur.execute(sql2.SQL("SELECT * FROM %s" % t), [q])  # error: sql-injection
    cur.execute("SELECT * FROM x WHERE n = %(n)s", {"n": q})
    cur.execute(cur.mogrify("SELECT * FROM x WHERE n = %s", (q,)))
    psycopg2.extras.execute_values(cur, "INSERT INTO x VALUES %s", [(q,)])
    psycopg2.extras.execute_values(cur, "INSERT INTO " + t + " VALUES %s", [(q,)])  # error: sql-injection
    cur.copy_expert("COPY " + t + " FROM STDIN", None)  # error: sql-injection
    return {}


@app.get("/b")
def b():
    q = request.args["q"]
    with psycopg.connect("dbname=x") as conn, conn.cursor() as cur:
        conn.execute("SELECT * FROM x WHERE n = %s", (q,))
        conn.execute(f"SELECT * FROM x WHERE n = '{q}'")  # error: sql-injection
        query = sql.SQL("SELECT {f} FROM x").format(f=sql.Identifier(q))
        cur.execute(query)
        cur.execute(sql.SQL("SELECT {} ").format(sql.SQL(q)))  # error: sql-injection
        cur.execute(sql.SQL("SELECT {}").format(sql.Literal(q)))
        cur.executemany("INSERT INTO x VALUES (%s)", [(q,)])
    return {}


@app.get("/c")
def c():
    q = request.args["q"]
    ora = oracledb.connect(user="u")
    ora.cursor().execute("SELECT * FROM x WHERE n = :n", n=q)
    ora.cursor().execute("SELECT * FROM x WHERE n = '%s'" % q)  # error: sql-injection
    cx = cx_Oracle.connect("u/p")
    cc = cx.cursor()
    cc.prepare("SELECT * FROM " + q)  # error: sql-injection
    cc.callproc("proc", [q])
    od = pyodbc.connect("DSN=x")
    od.execute("SELECT * FROM x WHERE n = ?", q)
    od.cursor().execute("SELECT * FROM x WHERE n = '" + q + "'").fetchone()  # error: sql-injection
    my = mysql.connector.connect(host="h")
    mc = my.cursor(dictionary=True)
    mc.execute("SELECT * FROM x WHERE n = %s LIMIT 1", (q,))
    mc.execute("SELECT * FROM x WHERE n = {}".format(q), multi=True)  # error: sql-injection
    my.cmd_query("DELETE FROM x WHERE n = '%s'" % q)  # error: sql-injection
    return {}


@app.get("/d")
async def d():
    q = request.args["q"]
    pool = await asyncpg.create_pool("postgres://")
    async with pool.acquire() as conn:
        async with conn.transaction():
            await conn.fetch("SELECT * FROM x WHERE n = $1", q)
            await conn.fetchval("SELECT 1 FROM x WHERE n = '" + q + "'")  # error: sql-injection
            await conn.executemany("INSERT INTO x VALUES ($1)", [(q,)])
            stmt = await conn.prepare(f"SELECT * FROM {q}")  # error: sql-injection
    async with aiosqlite.connect("x.db") as db:
        await db.execute("INSERT INTO x VALUES (?)", (q,))
        async with db.execute(f"SELECT * FROM x WHERE n = {q!r}") as cur:  # error: sql-injection
            return [row async for row in cur]


@app.get("/e")
def e():
    q = request.args["q"]
    ch = Client("localhost")
    ch.execute("SELECT * FROM x WHERE n = %(n)s", {"n": q})
    ch.execute(f"SELECT * FROM x WHERE n = '{q}'")  # error: sql-injection
    cc = clickhouse_connect.get_client(host="h")
    cc.query("SELECT * FROM x WHERE n = {n:String}", parameters={"n": q})
    cc.command("DROP TABLE " + q)  # error: sql-injection
    pdb.execute_sql("SELECT * FROM x WHERE n = ?", (q,))
    pdb.execute_sql("SELECT * FROM x WHERE n = '%s'" % q)  # error: sql-injection
    P.select().where(P.name == q)
    P.select().where(SQL("name = '%s'" % q))  # error: sql-injection
    P.raw("SELECT * FROM p WHERE name = '%s'" % q)  # error: sql-injection
    with db_session:
        pony.execute("SELECT * FROM x WHERE n = $q")
        pony.select("SELECT * FROM x WHERE n = '" + q + "'")  # error: sql-injection
        select(p for p in P if p.name == q)
        select(p for p in P if raw_sql("p.name = '" + q + "'"))  # error: sql-injection
    return {}
