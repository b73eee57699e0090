"""Loops, their else branches, breaks, and what is left in variables afterwards."""
import os

from flask import Flask, request

app = Flask(__name__)


@app.get("/else-clears")
def else_clears():
    word = request.args["w"]
    for letter in "abc":
        if letter in word:
            break
    else:
        word = "none"
    os.system("say " + word)  # error: command-injection
    return ""


@app.get("/else-always")
def else_always():
    word = request.args["w"]
    for _ in range(3):
        pass
    else:
        word = "none"
    os.system("say " + word)
    return ""


@app.get("/while-else")
def while_else():
    word = request.args["w"]
    tries = 0
    while tries < 3:
        tries += 1
        if os.path.exists("/tmp/lock"):
            break
    else:
        word = "timeout"
    os.system("say " + word)  # error: command-injection
    return ""


@app.get("/else-returns")
def else_returns():
    word = request.args["w"]
    for allowed in ("ls", "df"):
        if word == allowed:
            break
    else:
        return "no", 400
    os.system(word)
    return ""


@app.get("/true-break")
def true_break():
    rest = request.args["w"]
    last = "none"
    while True:
        head, sep, rest = rest.partition(",")
        last = head
        if not sep:
            break
    os.system("say " + last)  # error: command-injection
    return ""


@app.get("/true-fixed")
def true_fixed():
    word = request.args["w"]
    while True:
        word = "fixed"
        if os.path.exists("/tmp/go"):
            break
    os.system("say " + word)
    return ""


@app.get("/carried")
def carried():
    previous = "start"
    for word in request.args.getlist("w"):
        os.system("say " + previous)  # error: command-injection
        previous = word
    return ""


@app.get("/rotating")
def rotating():
    a = b = c = "x"
    for word in request.args.getlist("w"):
        c = b
        b = a
        a = word
    os.system("say " + c)  # error: command-injection
    return ""


@app.get("/continue")
def continues():
    for word in request.args.getlist("w"):
        if not word.isalnum():
            continue
        os.system("say " + word)
    return ""


@app.get("/continue-wrong")
def continues_wrong():
    for word in request.args.getlist("w"):
        if word.isalnum():
            continue
        os.system("say " + word)  # error: command-injection
    return ""


@app.get("/indices")
def indices():
    words = ["ls", request.args["w"], "df"]
    for i in range(len(words)):
        os.system(words[i])  # error: command-injection
    return ""


@app.get("/enumerated")
def enumerated():
    for n, word in enumerate(request.args.getlist("w"), start=1):
        os.system(f"echo {n}")
        os.system(f"echo {word}")  # error: command-injection
    return ""


@app.get("/zipped")
def zipped():
    names = ["a", "b"]
    for name, word in zip(names, request.args.getlist("w")):
        os.system(f"echo {name}")
        os.system(f"echo {word}")  # error: command-injection
    return ""


@app.get("/pairs")
def pairs():
    options = {"color": "red", "size": request.args["size"]}
    for key, value in options.items():
        os.system(f"set {key}")
        os.system(f"set {value}")  # error: command-injection
    return ""


@app.get("/emptied")
def emptied():
    found = []
    for word in request.args.getlist("w"):
        found.append(word)
    found = []
    os.system(" ".join(["ls"] + found))
    return ""


@app.get("/not-entered")
def not_entered():
    word = "ls"
    for word in []:
        word = request.args["w"]
    os.system(word)
    return ""
