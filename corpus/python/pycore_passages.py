"""Lookups whose key takes a way through the program before it is used."""
import base64
import configparser
import os
import sqlite3
import urllib.parse
from typing import Protocol

import ldap3
from flask import Flask, jsonify, request
from lxml import etree

app = Flask(__name__)
DOCUMENT = etree.parse("staff.xml")


class Step(Protocol):
    def apply(self, value: str) -> str: ...


class Keep:
    def apply(self, value):
        return value


class Fixed:
    def apply(self, value):
        return "fixed"


class Suffix:
    def __init__(self, text):
        self.text = text

    def apply(self, value):
        return value + self.text


class Chain:
    def __init__(self, *steps):
        self.steps = list(steps)

    def run(self, value):
        for step in self.steps:
            value = step.apply(value)
        return value


def make_step(kind):
    if kind == "keep":
        return Keep()
    return Fixed()


def through_list(value):
    items = ["first", value, "last"]
    del items[0]
    return items[0]


def past_list(value):
    items = ["first", value, "last"]
    del items[1]
    return items[1]


def through_dict(value):
    table = {}
    table["a"] = "x"
    table["b"] = value
    return table["b"]


def past_dict(value):
    table = dict(a="x", b=value)
    table["b"] = "y"
    return table["b"]


def through_config(value):
    conf = configparser.ConfigParser()
    conf.add_section("s")
    conf.set("s", "one", "fixed")
    conf.set("s", "two", value)
    return conf.get("s", "two")


def past_config(value):
    conf = configparser.ConfigParser()
    conf.add_section("s")
    conf.set("s", "one", "fixed")
    conf.set("s", "two", value)
    return conf.get("s", "one")


def query(text):
    with sqlite3.connect("staff.db") as conn:
        return conn.execute(text).fetchall()  # error: sql-injection


@app.post("/sql")
def sql():
    key = request.form.get("key")
    query("SELECT * FROM s WHERE k = '" + through_list(key) + "'")
    query("SELECT * FROM s WHERE k = '" + past_list(key) + "'")
    cookie = urllib.parse.unquote_plus(request.cookies.get("key", ""))
    conn = sqlite3.connect("staff.db")
    conn.execute(f"SELECT * FROM s WHERE k = '{through_dict(cookie)}'")  # error: sql-injection
    conn.execute(f"SELECT * FROM s WHERE k = '{past_dict(cookie)}'")
    conn.execute(f"SELECT * FROM s WHERE k = '{through_config(cookie)}'")  # error: sql-injection
    conn.execute(f"SELECT * FROM s WHERE k = '{past_config(cookie)}'")
    decoded = base64.b64decode(base64.b64encode(cookie.encode())).decode()
    conn.execute("SELECT * FROM s WHERE k = '%s'" % decoded)  # error: sql-injection
    return jsonify([])


@app.post("/steps")
def steps():
    header = request.headers.get("X-Key", "")
    os.system("id " + Keep().apply(header))  # error: command-injection
    os.system("id " + Fixed().apply(header))
    os.system("id " + make_step("keep").apply(header))  # error: command-injection
    os.system("id " + Suffix("x").apply(header))  # error: command-injection
    os.system("id " + Suffix(header).apply("x"))  # error: command-injection
    os.system("id " + Chain(Keep(), Suffix("!")).run(header))  # error: command-injection
    os.system("id " + Chain(Fixed(), Suffix("!")).run("x"))
    return jsonify([])


@app.post("/branches")
def branches():
    key = request.form.getlist("key")[0]
    number = 106
    value = "fixed" if 7 * 18 + number > 200 else key
    DOCUMENT.xpath("//s[@k='" + value + "']")
    value = key if 7 * 18 + number > 200 else "fixed"
    DOCUMENT.xpath("//s[@k='" + value + "']")  # error: xpath-injection
    value = ""
    for part in [key]:
        value += part
    DOCUMENT.xpath(f"//s[@k='{value}']")  # error: xpath-injection
    if "should" not in key and len(key) > 3:
        value = key[1:]
    else:
        value = "none"
    DOCUMENT.xpath(f"//s[@k='{value}']")  # error: xpath-injection
    return jsonify([])


@app.post("/directory")
def directory():
    name = request.values["name"]
    conn = ldap3.Connection(ldap3.Server("ldaps://d"), auto_bind=True)
    text = "(&(objectclass=person)(uid=%s))"
    conn.search("ou=x", text % name)  # error: ldap-injection
    conn.search("ou=x", text % "fixed")
    conn.search("ou=x", text % ldap3.utils.conv.escape_filter_chars(name))
    with open(f"/srv/{through_list(name)}") as handle:  # error: path-traversal
        handle.read()
    with open(f"/srv/{past_list(name)}") as handle:
        return jsonify(handle.read())
