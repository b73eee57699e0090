import logging
import os
import sqlite3
import xmlrpc.server
import socketserver
import graphene
import strawberry
from ariadne import QueryType, MutationType, make_executable_schema
from strawberry.types import Info
from jsonrpcserver import method
from spyne import ServiceBase, Unicode, Integer, rpc
import typing

log = logging.getLogger(__name__)
db = sqlite3.connect("x.db")


class Query(graphene.ObjectType):
    user = graphene.Field(graphene.String, name=graphene.String(), limit=graphene.Int())
    hello = graphene.String(name=graphene.String())

    def resolve_user(root, info, name, limit):
        db.execute("SELECT * FROM u WHERE n = '" + name + "'")  # error: sql-injection
        return db.execute("SELECT * FROM u WHERE n = ?", (name,)).fetchone()

    def resolve_hello(self, info, name=None):
        log.info("hello %s", name)  # error: log-injection
        return "hello " + name


class CreateUser(graphene.Mutation):
    class Arguments:
        name = graphene.String()

    ok = graphene.Boolean()

    def mutate(self, info, name):
        os.system("useradd " + name)  # error: command-injection
        return CreateUser(ok=True)


@strawberry.type
class SQuery:
    @strawberry.field
    def search(self, info: Info, term: str, limit: int = 10) -> typing.List[str]:
        db.execute(f"SELECT * FROM t WHERE x = '{term}' LIMIT {limit}")  # error: sql-injection
        db.execute(f"SELECT * FROM t LIMIT {limit}")
        return []


@strawberry.type
class SMutation:
    @strawberry.mutation
    def remove(self, path: str) -> bool:
        os.remove("/srv/" + path)  # error: path-traversal
        return True


query = QueryType()


@query.field("person")
def resolve_person(_, info, name):
    db.execute("SELECT * FROM p WHERE n = '%s'" % name)  # error: sql-injection
    return name


def add(x, y):
    os.system("echo " + x)  # error: command-injection
    return x + y


server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 8000))
server.register_function(add, "add")


class Funcs:
    def run(self, cmd):
        os.system(cmd)  # error: command-injection


server.register_instance(Funcs())


class Hello(ServiceBase):
    @rpc(Unicode, Integer, _returns=Unicode)
    def say(ctx, name, times):
        os.system("say " + name)  # error: command-injection
        return name
