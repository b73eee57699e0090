import json
import re
from bson import ObjectId
from flask import Flask, jsonify, request
from pymongo import MongoClient

app = Flask(__name__)
client = MongoClient()
db = client.shop
users = db.users


@app.post("/login")
def login():
    data = request.get_json()
    user = db.users.find_one({"name": data["name"], "password": data["password"]})  # error: nosql-injection
    return jsonify(ok=bool(user))


@app.post("/login2")
def login2():
    data = request.get_json()
    user = users.find_one({"name": str(data["name"]), "password": str(data["password"])})
    return jsonify(ok=bool(user))


@app.post("/login3")
def login3():
    data = request.get_json()
    if not isinstance(data.get("name"), str):
        return jsonify(error="bad"), 400
    user = users.find_one({"name": data["name"]})
    return jsonify(ok=bool(user))


@app.get("/find")
def find():
    return jsonify(list(users.find({"name": request.args["name"]})))


@app.get("/where")
def where():
    return jsonify(list(users.find({"$where": "this.name == '" + request.args["name"] + "'"})))  # error: code-injection


@app.get("/id")
def by_id():
    return jsonify(users.find_one({"_id": ObjectId(request.get_json()["id"])}))


@app.get("/filter")
def by_filter():
    query = json.loads(request.args["filter"])
    return jsonify(list(users.find(query)))  # error: nosql-injection


@app.get("/eq")
def eq():
    return jsonify(users.find_one({"name": {"$eq": request.json["name"]}}))


@app.get("/regex")
def regex():
    return jsonify(list(users.find({"name": {"$regex": re.escape(request.args["q"])}})))


@app.post("/update")
def update():
    users.update_one({"_id": request.json["id"]}, {"$set": {"name": "x"}})  # error: nosql-injection
    users.update_one({"_id": 1}, {"$set": {"age": int(request.json["age"])}})
    return ""
