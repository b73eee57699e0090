from flask import Flask, request

app = Flask(__name__)


@app.route("/d1")
def d1():
    values = {"keyA": "a-Value", "keyC": "another-Value"}
    values["keyB"] = request.form.get("v")
    bar = values["keyB"]
    return bar  # error: xss


@app.route("/d2")
def d2():
    values = {"keyA": "a-Value", "keyC": "another-Value"}
    values["keyB"] = request.form.get("v")
    bar = values["keyB"]
    bar = values["keyA"]
    return bar


@app.route("/l1")
def l1():
    lst = []
    lst.append("safe")
    lst.append(request.form.get("v"))
    lst.append("moresafe")
    lst.pop(0)
    return lst[0]  # error: xss


@app.route("/l2")
def l2():
    lst = []
    lst.append("safe")
    lst.append(request.form.get("v"))
    lst.append("moresafe")
    lst.pop(0)
    return lst[1]


@app.route("/l3")
def l3():
    first, *rest = ["x", request.form["v"], "z"]
    if request.args:
        return first
    return rest[0]  # error: xss


@app.route("/l4")
def l4():
    stack = [request.form["v"]]
    stack.append("const")
    return stack.pop()


@app.route("/l5")
def l5():
    stack = ["const"]
    stack.insert(0, request.form["v"])
    return stack[0]  # error: xss


@app.route("/s1")
def s1():
    tags = set()
    tags.add(request.form["v"])
    return " ".join(tags)  # error: xss


@app.route("/d3")
def d3():
    data = {}
    data.update(title=request.form["v"], kind="note")
    if len(data) > 5:
        return data["kind"]
    return data["title"]  # error: xss


@app.route("/d4")
def d4():
    data = dict(title=request.form["v"], kind="note")
    data["title"] = "fixed"
    return data["title"]


@app.route("/d5")
def d5():
    data = {"a": request.form["v"]}
    del data["a"]
    return data.get("a", "none")


@app.route("/d6")
def d6():
    defaults = {"title": "x"}
    merged = {**defaults, "title": request.form["v"]}
    return merged["title"]  # error: xss


@app.route("/d7")
def d7():
    merged = {"title": request.form["v"], **{"title": "x"}}
    return merged["title"]


@app.route("/d8")
def d8():
    a = {"x": request.form["v"]} | {"y": "b"}
    return a["y"]


@app.route("/d9")
def d9():
    out = ""
    for key, value in {"q": request.form["v"]}.items():
        out += key + "=" + value + "<br>"
    return out  # error: xss


@app.route("/slice")
def slicing():
    text = request.form["v"]
    return text[:10] + "..."  # error: xss


@app.route("/setdefault")
def setdefault():
    cache = {}
    value = cache.setdefault("v", request.form["v"])
    return value  # error: xss
