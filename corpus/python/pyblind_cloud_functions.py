import base64
import json
import logging
import os
import boto3
import azure.functions as func
import functions_framework
import pymysql
import requests
from aws_lambda_powertools import Logger

logger = logging.getLogger()
conn = pymysql.connect(host="x")
s3 = boto3.client("s3")
app = func.FunctionApp()


def lambda_handler(event, context):
    params = event.get("queryStringParameters") or {}
    name = params.get("name")
    logger.info("name is %s", name)  # error: log-injection
    with conn.cursor() as cur:
        cur.execute("SELECT * FROM t WHERE name = '" + name + "'")  # error: sql-injection
        cur.execute("SELECT * FROM t WHERE name = %s", (name,))
        rows = cur.fetchall()
    return {"statusCode": 200, "body": json.dumps(rows), "headers": {"Content-Type": "application/json"}}


def html_handler(event, context):
    who = event["pathParameters"]["who"]
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<p>{who}</p>"}  # error: xss


def redirect_handler(event, context):
    to = event["queryStringParameters"]["to"]
    return {"statusCode": 302, "headers": {"Location": to}, "body": ""}  # error: open-redirect


def body_handler(event, context):
    body = event["body"]
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    data = json.loads(body)
    os.system("convert " + data["src"])  # error: command-injection
    os.system("convert " + str(int(data["size"])))
    return {"statusCode": 200, "body": json.dumps({"ok": True})}


@app.route(route="hello", auth_level=func.AuthLevel.ANONYMOUS)
def hello(req: func.HttpRequest) -> func.HttpResponse:
    name = req.params.get("name")
    if not name:
        name = req.get_json().get("name")
    logging.info(f"hello {name}")  # error: log-injection
    if "json" in req.headers.get("Accept", ""):
        return func.HttpResponse(json.dumps({"n": name}), mimetype="application/json")
    return func.HttpResponse(f"<p>Hello {name}</p>", mimetype="text/html")  # error: xss


@app.function_name(name="Plain")
@app.route(route="plain")
def plain(req: func.HttpRequest) -> func.HttpResponse:
    requests.get(req.params["u"])  # error: ssrf
    return func.HttpResponse("Hello " + req.route_params["x"])


@functions_framework.http
def gcf(request):
    request_json = request.get_json(silent=True)
    request_args = request.args
    if request_json and "name" in request_json:
        name = request_json["name"]
    elif request_args and "name" in request_args:
        name = request_args["name"]
    else:
        name = "World"
    return f"Hello {name}!"  # error: xss


@functions_framework.cloud_event
def on_event(cloud_event):
    data = cloud_event.data
    eval(base64.b64decode(data["message"]["data"]))  # error: code-injection
