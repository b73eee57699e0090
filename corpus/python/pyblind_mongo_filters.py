import json
import re
import mongoengine as me
import motor.motor_asyncio
import redis
from bson import ObjectId
from bson.son import SON
from flask import Flask, request
from flask_pymongo import PyMongo
from mongoengine.queryset.visitor import Q
from pymongo import MongoClient, UpdateOne, ASCENDING

app = Flask(__name__)
mongo = PyMongo(app)
client = MongoClient("mongodb://x")
db = client["shop"]
r = redis.Redis()


class Person(me.Document):
    name = me.StringField()
    age = me.IntField()


@app.post("/login")
def login():
    data = request.get_json()
    user = mongo.db.users.find_one({"user": data["user"], "pw": data["pw"]})  # error: nosql-injection
    user2 = mongo.db.users.find_one({"user": request.form["user"]})
    user3 = db.users.find_one({"_id": ObjectId(data["id"])})
    user4 = db["users"].find_one(data)  # error: nosql-injection
    return {"a": bool(user), "b": bool(user2), "c": bool(user3), "d": bool(user4)}


@app.get("/search")
def search():
    q = request.args.get("q", "")
    f = json.loads(request.args.get("filter", "{}"))
    db.items.find(f)  # error: nosql-injection
    db.items.find({"name": re.compile(re.escape(q))})
    db.items.find({"name": {"$regex": "^" + re.escape(q)}})
    db.items.find({"$where": f"this.name.includes('{q}')"})  # error: code-injection
    db.items.aggregate([{"$match": {"name": q}}, {"$sort": SON([("n", 1)])}])
    db.items.aggregate([{"$match": f}])  # error: nosql-injection
    db.items.update_one({"name": q}, {"$set": {"seen": q}})
    db.items.update_many(f, {"$set": {"seen": True}})  # error: nosql-injection
    db.items.delete_many({"k": f["k"]})  # error: nosql-injection
    db.items.count_documents({"age": int(f["age"])})
    db.items.bulk_write([UpdateOne({"n": f["n"]}, {"$inc": {"c": 1}})])  # error: nosql-injection
    if isinstance(f.get("t"), str):
        db.items.find({"t": f["t"]})
    return {}


@app.get("/me")
def mongo_engine():
    q = request.args["q"]
    body = request.json
    Person.objects(name=q)
    Person.objects(__raw__=body)  # error: nosql-injection
    Person.objects(__raw__={"$where": "this.name == '%s'" % q})  # error: code-injection
    Person.objects.filter(Q(name=q) | Q(age__gt=3))
    Person.objects(name__icontains=q).first()
    return {}


@app.get("/redis")
def red():
    key = request.args["key"]
    r.get("user:" + key)
    r.eval("return redis.call('get', KEYS[1])", 1, key)
    r.eval("return redis.call('get', '%s')" % key, 0)  # error: code-injection
    script = r.register_script("return redis.call('del', '" + key + "')")  # error: code-injection
    return {"ok": bool(script)}
