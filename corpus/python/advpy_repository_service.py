import logging
import sqlite3
from contextlib import contextmanager
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
logger = logging.getLogger("svc")


@contextmanager
def transaction(path="app.db"):
    conn = sqlite3.connect(path)
    try:
        yield conn
        conn.commit()
    except sqlite3.Error:
        conn.rollback()
        raise
    finally:
        conn.close()


class UserRepository:
    SORTS = frozenset({"name", "created_at"})

    def __init__(self, path):
        self.path = path

    def by_name(self, name):
        with transaction(self.path) as conn:
            return conn.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()

    def by_name_raw(self, name):
        with transaction(self.path) as conn:
            return conn.execute(f"SELECT * FROM users WHERE name = '{name}'").fetchone()  # error: sql-injection

    def all_sorted(self, sort):
        if sort not in self.SORTS:
            raise ValueError(f"cannot sort by {sort}")
        with transaction(self.path) as conn:
            return conn.execute("SELECT * FROM users ORDER BY " + sort).fetchall()

    def all_sorted_raw(self, sort):
        self._check(sort)
        with transaction(self.path) as conn:
            return conn.execute("SELECT * FROM users ORDER BY " + sort).fetchall()

    def _check(self, sort):
        if sort not in UserRepository.SORTS:
            raise ValueError("bad sort")

    def page(self, limit, offset):
        with transaction(self.path) as conn:
            return conn.execute(f"SELECT * FROM users LIMIT {limit} OFFSET {offset}").fetchall()

    def tag(self, table, value):
        with transaction(self.path) as conn:
            conn.execute(f"INSERT INTO {table} (v) VALUES (?)", (value,))


class UserService:
    def __init__(self, repo):
        self.repo = repo

    def find(self, name):
        return self.repo.by_name_raw(name)

    def find_safe(self, name):
        return self.repo.by_name(name)


service = UserService(UserRepository("app.db"))


@app.get("/u")
def u():
    return jsonify(service.find(request.args["name"]), service.find_safe(request.args["name"]))


@app.get("/s")
def s():
    return jsonify(service.repo.all_sorted(request.args["sort"]), service.repo.all_sorted_raw(request.args["sort"]))


@app.get("/p")
def p():
    page = max(int(request.args.get("page", 1)), 1)
    service.repo.tag("audit", request.args.get("q"))
    return jsonify(service.repo.page(20, (page - 1) * 20))
