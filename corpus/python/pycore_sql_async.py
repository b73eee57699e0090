"""Asynchronous stores behind one gateway."""
import aiomysql
import aiosqlite
import asyncpg
from aiohttp import web
from clickhouse_driver import Client
import clickhouse_connect
import snowflake.connector
from databases import Database

database = Database("postgresql://localhost/shop")
routes = web.RouteTableDef()
COLUMNS = ("name", "age")


class Repository:
    def __init__(self, pool: asyncpg.Pool):
        self._pool = pool

    async def by_name(self, name):
        async with self._pool.acquire() as conn:
            return await conn.fetch("SELECT * FROM people WHERE name = $1", name)

    async def by_name_slow(self, name):
        async with self._pool.acquire() as conn:
            return await conn.fetch(f"SELECT * FROM people WHERE name = '{name}'")  # error: sql-injection

    async def ordered(self, column):
        if column not in COLUMNS:
            raise web.HTTPBadRequest()
        return await self._pool.fetch("SELECT * FROM people ORDER BY " + column)

    async def ordered_loosely(self, column):
        if column in COLUMNS:
            column = column.upper()
        return await self._pool.fetch("SELECT * FROM people ORDER BY " + column)  # error: sql-injection


async def make_repository():
    return Repository(await asyncpg.create_pool(dsn="postgresql://localhost/shop"))


@routes.get("/people")
async def people(request: web.Request):
    repo = Repository(request.app["pool"])
    name = request.query["name"]
    await repo.by_name(name)
    await repo.by_name_slow(name)
    await repo.ordered(request.query.get("order", "name"))
    await repo.ordered_loosely(request.query.get("by", "name"))
    return web.json_response({})


@routes.get("/lite")
async def lite(request):
    name = request.query["name"]
    async with aiosqlite.connect("shop.db") as db:
        async with db.execute("SELECT * FROM p WHERE n = ?", (name,)) as cursor:
            rows = [row async for row in cursor]
        async with db.execute("SELECT * FROM p WHERE n = '%s'" % name) as cursor:  # error: sql-injection
            rows += await cursor.fetchall()
        await db.executescript("VACUUM; " + name)  # error: sql-injection
    return web.json_response({"n": len(rows)})


@routes.get("/my")
async def my(request):
    form = await request.post()
    pool = await aiomysql.create_pool(db="shop")
    async with pool.acquire() as conn:
        async with conn.cursor(aiomysql.DictCursor) as cur:
            await cur.execute("SELECT * FROM p WHERE n = %s", (form["name"],))
            await cur.execute("SELECT * FROM p WHERE n = '" + form["name"] + "'")  # error: sql-injection
    return web.json_response({})


@routes.get("/db")
async def through_databases(request):
    name = request.query["name"]
    await database.fetch_all("SELECT * FROM p WHERE n = :n", values={"n": name})
    await database.fetch_all(query=f"SELECT * FROM p WHERE n = '{name}'")  # error: sql-injection
    query = "SELECT * FROM p"
    limit = request.query.get("limit", "10")
    if limit.isdigit():
        query += f" LIMIT {limit}"
    await database.fetch_all(query)
    if not limit.isdigit():
        query += f" LIMIT {limit}"
    await database.fetch_all(query)  # error: sql-injection
    return web.json_response({})


@routes.get("/analytics")
async def analytics(request):
    day = request.query["day"]
    client = Client("localhost")
    client.execute("SELECT * FROM hits WHERE day = %(day)s", {"day": day})
    client.execute("SELECT * FROM hits WHERE day = '" + day + "'")  # error: sql-injection
    http = clickhouse_connect.get_client(host="localhost")
    http.query("SELECT * FROM hits WHERE day = {day:String}", parameters={"day": day})
    http.query(f"SELECT * FROM hits WHERE day = '{day}'")  # error: sql-injection
    http.command("DROP TABLE " + request.query["table"])  # error: sql-injection
    cs = snowflake.connector.connect(connection_name="dw").cursor()
    try:
        cs.execute("SELECT * FROM hits WHERE day = %s", (day,))
        cs.execute("USE WAREHOUSE " + request.query["wh"])  # error: sql-injection
    finally:
        cs.close()
    return web.json_response({})


@routes.get("/constant")
async def constant(request):
    table = request.query["table"]
    if 7 * 18 + 106 < 200:
        chosen = table
    else:
        chosen = "people"
    await database.fetch_all("SELECT * FROM " + chosen)
    table = "people"
    await database.execute("DELETE FROM " + table)
    return web.json_response({})
