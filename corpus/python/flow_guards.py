"""Conditions that validate and conditions that only look like it."""
import enum
import os
import re

from flask import Flask, abort, request

app = Flask(__name__)
ALLOWED = ["ls", "df"]
ALLOWED_SET = frozenset({"ls", "df"})
COMMANDS = {"list": "ls -l", "disk": "df"}
WORD = re.compile(r"[a-z]+")
ANCHORED = re.compile(r"^[a-z]+$")


class Tool(enum.Enum):
    LS = "ls"
    DF = "df"


class Level(str, enum.Enum):
    LOW = "low"


@app.get("/1")
def lists():
    q = request.args["q"]
    if q in ALLOWED:
        os.system(q)
    else:
        os.system(q)  # error: command-injection
    if q not in ALLOWED_SET:
        os.system(q)  # error: command-injection
    if q not in ALLOWED_SET:
        abort(400)
    os.system(q)
    return ""


@app.get("/2")
def keys():
    q = request.args["q"]
    if q in COMMANDS:
        os.system("tool " + q)
        os.system(COMMANDS[q])
    if q in COMMANDS.keys():
        os.system("tool " + q)
    os.system(COMMANDS.get(q, "ls"))
    os.system(COMMANDS.get(q, q))  # error: command-injection
    os.system(COMMANDS[q])
    return ""


@app.get("/3")
def enums():
    tool = Tool(request.args["q"])
    os.system(tool.value)
    os.system(Tool[request.args["q"]].value)
    try:
        level = Level(request.args["l"])
    except ValueError:
        abort(400)
    os.system("log " + level)
    if request.args["q"] in [t.value for t in Tool]:
        os.system(request.args["q"])
    if request.args["q"] in Tool.__members__:
        os.system(request.args["q"])
    return ""


@app.get("/4")
def matches():
    q = request.args["q"]
    if WORD.match(q):
        os.system(q)  # error: command-injection
    if WORD.fullmatch(q):
        os.system(q)
    if ANCHORED.search(q):
        os.system(q)
    if WORD.search(q):
        os.system(q)  # error: command-injection
    if not re.match(r"^[\w.-]+\Z", q):
        abort(400)
    os.system(q)
    return ""


@app.get("/5")
def match_objects():
    q = request.args["q"]
    m = re.fullmatch(r"([a-z]+)-(.*)", q)
    if m is None:
        return "", 400
    os.system(m.group(1))
    os.system(m.group(2))  # error: command-injection
    os.system(m[1])
    os.system(m.group(0))  # error: command-injection
    first, second = m.groups()
    os.system(second)  # error: command-injection
    return ""


@app.get("/6")
def none_tests():
    q = request.args.get("q")
    if q is None:
        q = "ls"
    os.system(q)  # error: command-injection
    r = request.args.get("r")
    if r is not None:
        return ""
    os.system(f"echo {r}")
    if ANCHORED.match(q) is None:
        return ""
    os.system(q)
    return ""


@app.get("/7")
def strings():
    q = request.args["q"]
    if q.isdigit():
        os.system("sleep " + q)
    if q.isalnum() and len(q) < 10:
        os.system(q)
    if q.isidentifier() or q == "a-b":
        os.system(q)
    if q.isalnum() or len(q) < 10:
        os.system(q)  # error: command-injection
    if not (q.isalnum() and len(q) < 10):
        return ""
    os.system(q)
    return ""


@app.get("/8")
def negated():
    q = request.args["q"]
    if not q.isalnum() or len(q) > 9:
        return ""
    os.system(q)
    return ""


@app.get("/9")
def negated_wrong():
    q = request.args["q"]
    if not q.isalnum() and len(q) > 9:
        return ""
    os.system(q)  # error: command-injection
    return ""


@app.get("/10")
def numbers():
    q = request.args["q"]
    try:
        int(q)
    except ValueError:
        return "", 400
    os.system("sleep " + q)
    return ""


@app.get("/11")
def numbers_wrong():
    q = request.args["q"]
    try:
        int(q)
    except ValueError:
        pass
    os.system("sleep " + q)  # error: command-injection
    return ""


@app.get("/12")
def prefixes():
    q = request.args["q"]
    if q.startswith("ls"):
        os.system(q)  # error: command-injection
    if q.endswith(".txt"):
        os.system("cat " + q)  # error: command-injection
    if isinstance(q, str):
        os.system(q)  # error: command-injection
    data = request.get_json()
    if isinstance(data["n"], int):
        os.system("sleep %s" % data["n"])
    if type(data["n"]) is int:
        os.system("sleep %s" % data["n"])
    return ""


def is_word(text):
    return bool(ANCHORED.match(text))


def is_word_long(text):
    for c in text:
        if c not in "abcdef":
            return False
    return True


def is_anything(text):
    return len(text) > 3


def require_word(text):
    if not is_word(text):
        raise ValueError(text)


def require_word_or_abort(text):
    if not text.isalnum():
        abort(400)
    return text


def only_word(text):
    if text.isalnum():
        return text
    return None


def or_default(text):
    return text if text in ALLOWED else "ls"


def lookup(text):
    for allowed in ALLOWED:
        if allowed == text:
            return allowed
    return "ls"


@app.get("/13")
def predicates():
    q = request.args["q"]
    if is_word(q):
        os.system(q)
    if is_word_long(q):
        os.system(q)
    if is_anything(q):
        os.system(q)  # error: command-injection
    os.system(or_default(q))
    os.system(lookup(q))
    os.system(require_word_or_abort(q))
    return ""


@app.get("/14")
def raising():
    q = request.args["q"]
    require_word(q)
    os.system(q)
    return ""


@app.get("/15")
def maybe_none():
    word = only_word(request.args["q"])
    if word is None:
        abort(404)
    os.system(word)
    return ""


@app.get("/16")
def asserted():
    q = request.args["q"]
    assert q in ("ls", "df")
    os.system(q)
    return ""


@app.get("/17")
def collections():
    words = request.args.getlist("q")
    if not all(w.isalnum() for w in words):
        abort(400)
    for w in words:
        os.system(w)
    return ""


@app.get("/18")
def collections_any():
    words = request.args.getlist("q")
    if any(not w.isalnum() for w in words):
        abort(400)
    os.system(" ".join(words))
    if any(w.isalnum() for w in request.args.getlist("r")):
        os.system(" ".join(request.args.getlist("r")))  # error: command-injection
    return ""


@app.get("/19")
def filtered():
    words = request.args.getlist("q")
    os.system(" ".join(w for w in words if w.isalnum()))
    os.system(" ".join(filter(str.isalnum, words)))
    os.system(" ".join(filter(is_word, words)))
    os.system(" ".join(filter(None, words)))  # error: command-injection
    os.system("".join(c for c in request.args["r"] if c.isalnum()))
    os.system("".join(c for c in request.args["r"] if c in "abc"))
    os.system("".join(c if c.isalnum() else "_" for c in request.args["r"]))
    return ""


@app.get("/20")
def subset():
    words = set(request.args.getlist("q"))
    if words <= ALLOWED_SET:
        os.system(" ".join(words))
    if words.issubset(ALLOWED_SET):
        os.system(" ".join(words))
    if not words - ALLOWED_SET:
        os.system(" ".join(words))
    return ""


@app.get("/21")
def chained():
    n = request.args["n"]
    if "0" <= n <= "9":
        os.system("sleep " + n)  # error: command-injection
    if (q := request.args.get("q")) and q in ALLOWED:
        os.system(q)
    if (m := ANCHORED.match(request.args["w"])):
        os.system(m.group())
    return ""


@app.get("/22")
def matched():
    match request.args["q"]:
        case "ls" | "df" as q:
            os.system(q)
        case str() as other if other.isalnum():
            os.system(other)
        case other:
            os.system(other)  # error: command-injection
    return ""


@app.get("/23")
def matched_shapes():
    match request.get_json():
        case {"cmd": cmd, "n": int(n)}:
            os.system(f"sleep {n}")
            os.system(cmd)  # error: command-injection
        case ["run", cmd, *rest]:
            os.system(" ".join(rest))  # error: command-injection
    return ""


@app.get("/24")
def ternaries():
    q = request.args["q"]
    os.system(q if q in ALLOWED else "ls")
    os.system(q if q not in ALLOWED else "ls")  # error: command-injection
    os.system(q in ALLOWED and q or "ls")
    return ""


@app.get("/25")
def unless_equal():
    q = request.args["q"]
    if q == "ls":
        os.system(q)
    if q != "ls":
        return ""
    os.system(q)
    return ""


@app.get("/26")
def dead():
    q = request.args["q"]
    debug = False
    if debug:
        os.system(q)
    if 3 * 7 - 20 > 0:
        q = "ls"
    os.system(q)
    if always_true():
        r = "ls"
    else:
        r = request.args["r"]
    os.system(r)
    return ""


def always_true():
    return True


@app.get("/27")
def reassigned():
    q = request.args["q"]
    if q in ALLOWED:
        q = request.args["r"]
        os.system(q)  # error: command-injection
    if q not in ALLOWED:
        q = "ls"
    os.system(q)
    return ""
