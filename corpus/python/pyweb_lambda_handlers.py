"""Functions behind an API gateway."""

import base64
import html
import json
import logging
import os
from urllib.parse import unquote_plus

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)
s3 = boto3.client("s3")


def respond(status, body, content_type="application/json"):
    return {"statusCode": status, "headers": {"Content-Type": content_type}, "body": body}


def lambda_handler(event, context):
    params = event.get("queryStringParameters") or {}
    name = params.get("name", "you")
    logger.info("asked by %s", name)  # error: log-injection
    logger.info("event %s", json.dumps(event))
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/html"},
        "body": "<h1>Hello " + name + "</h1>",  # error: xss
    }


def safe_handler(event, context):
    name = html.escape(event["queryStringParameters"]["name"])
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": f"<h1>Hello {name}</h1>"}


def json_handler(event, context):
    body = json.loads(event["body"])
    logger.info("order %s", body["order"])  # error: log-injection
    logger.info("order of %d lines", len(body["lines"]))
    return respond(200, json.dumps({"order": body["order"]}))


def text_handler(event, context):
    return {
        "statusCode": 200,
        "headers": {"content-type": "text/plain"},
        "body": event["pathParameters"]["name"],
    }


def redirect_handler(event, context):
    target = event["queryStringParameters"]["to"]
    return {"statusCode": 302, "headers": {"Location": target}}  # error: open-redirect


def local_redirect_handler(event, context):
    item = event["pathParameters"]["item"]
    return {"statusCode": 302, "headers": {"Location": f"https://shop.example.org/{item}"}}


def upload_handler(event, context):
    raw = base64.b64decode(event["body"]).decode()
    logger.warning("uploaded: " + raw)  # error: log-injection
    return {"statusCode": 204}


def bucket_handler(event, context):
    for record in event["Records"]:
        key = unquote_plus(record["s3"]["object"]["key"])
        logger.info("new object %s", key)  # error: log-injection
        logger.info("new object %r", key)
        s3.download_file("bucket", key, "/tmp/" + os.path.basename(key))
    return {"statusCode": 204}
