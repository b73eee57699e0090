from flask import Flask, request

app = Flask(__name__)


@app.route("/b1")
def b1():
    param = request.args.get("id", "")
    num = 106
    bar = "This_should_always_happen" if 7 * 18 + num > 200 else param
    return bar


@app.route("/b2")
def b2():
    param = request.args.get("id", "")
    num = 106
    bar = "never" if 7 * 42 - num > 200 else param
    return bar  # error: xss


@app.route("/b3")
def b3():
    param = request.args.get("id", "")
    guess = "ABC"
    switch = guess[1]
    match switch:
        case "A":
            bar = param
        case "B":
            bar = "bob"
        case "C" | "D":
            bar = param
        case _:
            bar = "bob's your uncle"
    return bar


@app.route("/b4")
def b4():
    param = request.args.get("id", "")
    guess = "ABC"
    switch = guess[2]
    match switch:
        case "A":
            bar = "a"
        case "C" | "D":
            bar = param
        case _:
            bar = "bob's your uncle"
    return bar  # error: xss


@app.route("/b5")
def b5():
    param = request.args.get("id", "")
    if False:
        return param
    while True:
        param = "x"
        break
    return param


@app.route("/b6")
def b6():
    bar = request.args.get("id", "")
    for _ in range(3):
        if bar.startswith("z"):
            break
        bar = bar[1:]
    else:
        bar = "none"
    return bar  # error: xss


@app.route("/b7")
def b7():
    try:
        bar = request.args["id"]
        raise ValueError(bar)
    except ValueError as error:
        return str(error)  # error: xss
    finally:
        bar = ""


@app.route("/b8")
def b8():
    bar = request.args["id"]
    try:
        bar = "fixed"
    finally:
        pass
    return bar


@app.route("/b9")
def b9():
    bar = request.args["id"]
    bar = bar and "yes"
    return bar or "no"


@app.route("/b10")
def b10():
    bar = request.args.get("id") or "default"
    return bar  # error: xss


@app.route("/b11")
def b11():
    if (n := request.args.get("id")) is not None:
        return n  # error: xss
    return "nothing"


@app.route("/b12")
def b12():
    value = request.args.get("id")
    kind = request.args.get("kind")
    match kind:
        case "upper":
            return value.upper()  # error: xss
        case "len":
            return str(len(value))
        case _:
            return "?"
