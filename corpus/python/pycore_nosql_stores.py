"""Documents, caches and search."""
import json

import redis
from bson import ObjectId
from bson.code import Code
from elasticsearch import Elasticsearch
from flask import Flask, jsonify, request
from mongoengine import Document, Q, StringField
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import MongoClient

app = Flask(__name__)
client = MongoClient("mongodb://localhost:27017")
users = client["shop"]["users"]
orders = client.shop.orders
motor_db = AsyncIOMotorClient().shop
cache = redis.Redis(decode_responses=True)
es = Elasticsearch("http://localhost:9200")


class User(Document):
    name = StringField()


@app.post("/login")
def login():
    body = request.get_json()
    users.find_one({"name": body["name"], "password": body["password"]})  # error: nosql-injection
    users.find_one({"name": str(body["name"])})
    users.find_one({"name": {"$eq": body["name"]}})
    users.find_one({"name": request.form["name"]})
    if not isinstance(body["name"], str):
        return jsonify({}), 400
    users.find_one({"name": body["name"]})
    return jsonify({})


@app.get("/filter")
def by_filter():
    wanted = json.loads(request.args["filter"])
    list(users.find(wanted))  # error: nosql-injection
    list(users.find({"age": int(wanted["age"])}))
    users.count_documents(json.loads(request.form["where"]))  # error: nosql-injection
    users.delete_many({"_id": ObjectId(request.args["id"])})
    allowed = {key: str(value) for key, value in wanted.items() if key in ("name", "mail")}
    list(users.find(allowed))
    return jsonify({})


@app.get("/where")
def where():
    name = request.args["name"]
    users.find({"$where": "this.name == '" + name + "'"})  # error: code-injection
    users.find({"$where": "this.a == this.b", "name": name})
    users.find().where(Code("this.name == n", {"n": name}))
    users.find().where("this.name == '" + name + "'")  # error: code-injection
    orders.map_reduce(Code("function() { emit(this." + name + ", 1); }"), "f", "out")  # error: code-injection
    orders.aggregate([{"$match": {"name": name}}])
    orders.aggregate(json.loads(request.args["pipeline"]))  # error: nosql-injection
    return jsonify({})


@app.post("/motor")
async def with_motor():
    data = request.json
    await motor_db.users.find_one({"mail": data["mail"]})  # error: nosql-injection
    await motor_db["users"].update_one({"mail": data["mail"]}, {"$set": {"seen": True}})  # error: nosql-injection
    await motor_db.users.update_one({"_id": ObjectId(data["id"])}, {"$set": {"mail": data["mail"]}})
    return jsonify({})


@app.post("/engine")
def with_engine():
    name = request.form["name"]
    User.objects(name=name).first()
    User.objects(Q(name=name))
    User.objects(__raw__=json.loads(request.form["raw"]))  # error: nosql-injection
    User.objects.exec_js("return " + name)  # error: code-injection
    return jsonify({})


@app.get("/redis")
def with_redis():
    key = request.args["key"]
    cache.get(f"user:{key}")
    cache.set("user:" + key, "1")
    cache.eval("return redis.call('get', KEYS[1])", 1, key)
    cache.eval("return redis.call('get', '" + key + "')", 0)  # error: code-injection
    cache.register_script("return " + key)  # error: code-injection
    return jsonify({})


@app.get("/search")
def search():
    q = request.args["q"]
    es.search(index="items", query={"match": {"name": q}})
    es.search(index="items", body={"query": {"term": {"name": q}}})
    es.search(index="items", body={"query": {"script": {"script": {"source": "doc.name == '" + q + "'"}}}})  # error: code-injection
    es.search(index="items", body=json.loads(request.args["body"]))  # error: nosql-injection
    return jsonify({})


class Accounts:
    def __init__(self, db):
        self.collection = db["accounts"]

    def find(self, name: str):
        return self.collection.find_one({"name": name})

    def find_any(self, criteria):
        return self.collection.find_one(criteria)  # error: nosql-injection


@app.post("/accounts")
def accounts():
    repo = Accounts(client.shop)
    repo.find(str(request.json.get("name")))
    repo.find_any(request.json)
    repo.find_any({"name": "admin"})
    return jsonify({})
