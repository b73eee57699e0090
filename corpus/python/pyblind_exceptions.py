from flask import Flask, request
app = Flask(__name__)


class Missing(LookupError):
    def __init__(self, name):
        super().__init__("no such page: " + name)


class Missing2(Exception):
    def __init__(self, name):
        super().__init__("no such page: " + name)


class Missing3(Exception):
    def __init__(self, name):
        super().__init__("no such page: " + name)
        self.name = name


@app.get("/1")
def one():
    try:
        raise Missing(request.args["name"])
    except Missing as error:
        return str(error)  # error: xss


@app.get("/2")
def two():
    try:
        raise Missing2(request.args["name"])
    except Missing2 as error:
        return str(error)  # error: xss


@app.get("/3")
def three():
    try:
        raise Missing3(request.args["name"])
    except Missing3 as error:
        return str(error), 404  # error: xss
