import aiosqlite
import asyncpg
from databases import Database
from fastapi import FastAPI, Request
from sqlmodel import Session, create_engine, select, text
from peewee import SqliteDatabase, Model, CharField, SQL, fn
from tortoise import Tortoise, connections

app = FastAPI()
database = Database("postgresql://localhost/x")
engine = create_engine("sqlite://")
pdb = SqliteDatabase("x.db")


class Person(Model):
    name = CharField()

    class Meta:
        database = pdb


@app.get("/1")
async def one(name: str):
    async with aiosqlite.connect("x.db") as db:
        async with db.execute("SELECT * FROM t WHERE n = '" + name + "'") as cur:  # error: sql-injection
            return await cur.fetchall()


@app.get("/2")
async def two(name: str):
    async with aiosqlite.connect("x.db") as db:
        cur = await db.execute("SELECT * FROM t WHERE n = ?", (name,))
        return await cur.fetchall()


@app.get("/3")
async def three(name: str):
    conn = await asyncpg.connect("postgresql://localhost")
    await conn.fetch("SELECT * FROM t WHERE n = $1", name)
    return await conn.fetch(f"SELECT * FROM t WHERE n = '{name}'")  # error: sql-injection


@app.get("/4")
async def four(name: str, request: Request):
    pool = request.app.state.pool
    async with pool.acquire() as conn:
        return await conn.fetchrow("SELECT * FROM t WHERE n = '%s'" % name)  # error: sql-injection


@app.get("/5")
async def five(name: str):
    await database.fetch_all(query="SELECT * FROM t WHERE n = :n", values={"n": name})
    return await database.fetch_all(query=f"SELECT * FROM t WHERE n = {name}")  # error: sql-injection


@app.get("/6")
def six(name: str):
    with Session(engine) as session:
        return session.exec(text(f"SELECT * FROM t WHERE n = '{name}'")).all()  # error: sql-injection


@app.get("/7")
def seven(name: str):
    list(Person.select().where(Person.name == name))
    pdb.execute_sql("SELECT * FROM t WHERE n = ?", (name,))
    pdb.execute_sql("SELECT * FROM t WHERE n = '" + name + "'")  # error: sql-injection
    return list(Person.raw("SELECT * FROM person WHERE name = '%s'" % name))  # error: sql-injection


@app.get("/8")
async def eight(name: str):
    conn = connections.get("default")
    await conn.execute_query("SELECT * FROM t WHERE n = $1", [name])
    return await conn.execute_query("SELECT * FROM t WHERE n = '%s'" % name)  # error: sql-injection


@app.get("/9")
def nine(ids: list[int]):
    with engine.connect() as conn:
        return conn.execute(text("SELECT * FROM t WHERE id IN (%s)" % ",".join(map(str, ids)))).all()
