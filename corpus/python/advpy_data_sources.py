import pyodbc
import cx_Oracle
import oracledb
import clickhouse_connect
from cassandra.cluster import Cluster
from neo4j import GraphDatabase
from influxdb_client import InfluxDBClient
from elasticsearch import Elasticsearch
import pandas as pd
import duckdb
from flask import Flask, request

app = Flask(__name__)


@app.get("/odbc")
def odbc():
    conn = pyodbc.connect("DSN=x")
    conn.cursor().execute("SELECT * FROM t WHERE a = '%s'" % request.args["a"])  # error: sql-injection
    conn.cursor().execute("SELECT * FROM t WHERE a = ?", request.args["a"])
    return ""


@app.get("/oracle")
def oracle():
    with oracledb.connect(dsn="x") as conn:
        with conn.cursor() as cur:
            cur.execute("SELECT * FROM t WHERE a = :a", a=request.args["a"])
            cur.execute(f"SELECT * FROM t WHERE a = '{request.args['a']}'")  # error: sql-injection
    return ""


@app.get("/cassandra")
def cassandra():
    session = Cluster(["db"]).connect("ks")
    session.execute("SELECT * FROM t WHERE a = %s", [request.args["a"]])
    session.execute("SELECT * FROM t WHERE a = '" + request.args["a"] + "'")  # error: sql-injection
    return ""


@app.get("/neo")
def neo():
    driver = GraphDatabase.driver("bolt://db")
    with driver.session() as session:
        session.run("MATCH (n {name: $name}) RETURN n", name=request.args["n"])
        session.run("MATCH (n {name: '%s'}) RETURN n" % request.args["n"])  # error: sql-injection
    return ""


@app.get("/pandas")
def pandas_():
    conn = pyodbc.connect("DSN=x")
    pd.read_sql("SELECT * FROM t WHERE a = '" + request.args["a"] + "'", conn)  # error: sql-injection
    pd.read_sql("SELECT * FROM t WHERE a = ?", conn, params=[request.args["a"]])
    df = pd.DataFrame()
    df.query("a == " + request.args["a"])  # error: code-injection
    pd.eval(request.args["e"])  # error: code-injection
    pd.read_pickle(request.files["f"])  # error: unsafe-deserialization
    return ""


@app.get("/duck")
def duck():
    return str(duckdb.sql("SELECT * FROM '" + request.args["f"] + "'").fetchall())  # error: sql-injection
