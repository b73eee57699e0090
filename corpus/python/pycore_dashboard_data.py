"""Tables and graphs that visitors put together."""
import io
import json
import os

import numpy as np
import pandas as pd
import sqlalchemy as sa
from flask import Flask, abort, jsonify, request
from neo4j import GraphDatabase
from pymongo import MongoClient
from sqlalchemy import MetaData, Table, create_engine, inspect, text
from sqlalchemy.orm import sessionmaker

app = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"])
SessionLocal = sessionmaker(bind=engine)
driver = GraphDatabase.driver("neo4j://localhost")
mongo = MongoClient().get_database("dash")
metadata = MetaData()
sales = Table("sales", metadata, autoload_with=engine)
AGGREGATES = {"sum": np.sum, "mean": np.mean}
PERIODS = ["day", "week", "month"]


def column_of(table, name):
    if name not in table.c:
        abort(400)
    return table.c[name]


@app.get("/frame")
def frame():
    group, condition = request.args["group"], request.args["condition"]
    df = pd.read_sql(text("SELECT * FROM sales"), engine)
    df.groupby(group).agg(AGGREGATES[request.args["agg"]])
    df.query(condition)  # error: code-injection
    df.query("amount > 3")
    df.eval(f"total = {condition}")  # error: code-injection
    df[df[group] == condition]
    df.sort_values(by=group)
    pd.read_sql(f"SELECT * FROM sales WHERE region = '{group}'", engine)  # error: sql-injection
    pd.read_sql("SELECT * FROM sales WHERE region = %(r)s", engine, params={"r": group})
    pd.read_sql_query(sa.text("SELECT * FROM sales WHERE region = :r"), engine, params={"r": group})
    pd.read_csv(io.StringIO(request.args["csv"]))
    pd.read_csv(request.args["file"])  # error: path-traversal
    pd.read_json(io.StringIO(request.args["json"]))
    pd.read_pickle(request.args["pickle"])  # error: unsafe-deserialization
    return jsonify(json.loads(df.to_json()))


@app.get("/alchemy")
def alchemy():
    name, value = request.args["column"], request.args["value"]
    with engine.connect() as conn:
        conn.execute(sa.select(column_of(sales, name)).where(sales.c.region == value))
        conn.execute(sa.select(sa.func.count()).select_from(sales).where(sales.c.region.like(f"%{value}%")))
        conn.execute(sa.text("SELECT %s FROM sales" % name))  # error: sql-injection
        conn.execute(sa.text("SELECT count(*) FROM sales WHERE region = :v").bindparams(v=value))
        conn.execute(sa.select(sa.text(name)).select_from(sales))  # error: sql-injection
        conn.execute(sales.select().order_by(sa.desc(sales.c[name])))
        conn.execute(sales.insert().values(region=value))
        conn.execute(sa.select(sales).order_by(sa.text(f"{name} DESC")))  # error: sql-injection
        period = request.args["period"]
        if period not in PERIODS:
            abort(400)
        conn.execute(sa.text(f"SELECT date_trunc('{period}', at) FROM sales"))
        if name in {c["name"] for c in inspect(engine).get_columns("sales")}:
            conn.execute(sa.text(f"SELECT {name} FROM sales"))
    with SessionLocal() as session:
        session.execute(sa.text("DELETE FROM sales WHERE region = '" + value + "'"))  # error: sql-injection
        session.execute(sa.delete(sales).where(sales.c.region == value))
    return jsonify([])


@app.get("/graph")
def graph():
    name, label = request.args["name"], request.args["label"]
    with driver.session() as session:
        session.run("MATCH (p:Person {name: $name}) RETURN p", name=name)
        session.run(f"MATCH (p:{label}) RETURN p")  # error: sql-injection
        session.run("MATCH (p {name: '" + name + "'}) RETURN p")  # error: sql-injection
        session.execute_read(lambda tx: tx.run("MATCH (p {name: $n}) RETURN p", n=name))
        session.execute_read(lambda tx: tx.run("MATCH (p {name: '%s'}) RETURN p" % name))  # error: sql-injection
    return jsonify([])


@app.post("/documents")
def documents():
    body = request.get_json(force=True)
    mongo.sales.find_one({"region": body["region"]})  # error: nosql-injection
    mongo["sales"].find({"region": str(body["region"])})
    mongo.sales.find(body["filter"])  # error: nosql-injection
    mongo.sales.find({"amount": {"$gt": float(body["min"])}})
    mongo.sales.aggregate([{"$match": body["match"]}])  # error: nosql-injection
    mongo.sales.aggregate([{"$match": {"region": {"$eq": body["region"]}}}])
    mongo.sales.insert_one({"region": body["region"]})
    mongo.sales.update_one({"_id": body["id"]}, {"$set": {"a": 1}})  # error: nosql-injection
    region = body.get("region", "")
    if not isinstance(region, str):
        abort(400)
    mongo.sales.find_one({"region": region})
    return jsonify([])
