"""Work that is handed to threads, tasks and managers."""
import asyncio
import contextlib
import functools
import multiprocessing
import os
import queue
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

from flask import Flask, jsonify, request

app = Flask(__name__)
jobs = queue.Queue()
executor = ThreadPoolExecutor(4)
lock = threading.Lock()


def build(name):
    return "ls " + name


async def build_later(name):
    await asyncio.sleep(0)
    return "ls " + name


async def fixed_later(name):
    await asyncio.sleep(0)
    return "ls " + str(len(name))


def execute(command):
    os.system(command)  # error: command-injection


def execute_safely(command):
    os.system("logger " + str(len(command)))


class Worker(threading.Thread):
    def __init__(self, command):
        super().__init__(daemon=True)
        self.command = command

    def run(self):
        os.system(self.command)  # error: command-injection


@app.get("/threads")
def threads():
    q = request.args["q"]
    threading.Thread(target=execute, args=("ls " + q,)).start()
    threading.Thread(target=execute_safely, args=(q,)).start()
    threading.Timer(1.0, execute, args=["ls " + q]).start()
    Worker("ls " + q).start()
    multiprocessing.Process(target=execute, kwargs={"command": "ls " + q}).start()
    future = executor.submit(build, q)
    os.system(future.result())  # error: command-injection
    size = executor.submit(len, q)
    os.system(f"sleep {size.result()}")
    with ThreadPoolExecutor() as pool:
        for command in pool.map(build, request.args.getlist("q")):
            os.system(command)  # error: command-injection
        futures = [pool.submit(build, word) for word in request.args.getlist("q")]
        for done in as_completed(futures):
            os.system(done.result())  # error: command-injection
    with ProcessPoolExecutor() as pool:
        pool.submit(execute, q)
    with multiprocessing.Pool(2) as pool:
        pool.map(execute, request.args.getlist("q"))
        pool.map(execute_safely, request.args.getlist("q"))
    return jsonify({})


@app.get("/tasks")
async def tasks():
    q = request.args["q"]
    os.system(await build_later(q))  # error: command-injection
    os.system(await fixed_later(q))
    os.system(await asyncio.wait_for(build_later(q), timeout=1))  # error: command-injection
    first, second = await asyncio.gather(build_later(q), fixed_later(q))
    os.system(first)  # error: command-injection
    os.system(second)
    task = asyncio.create_task(build_later(q))
    os.system(await task)  # error: command-injection
    os.system(await asyncio.to_thread(build, q))  # error: command-injection
    os.system(f"sleep {await asyncio.to_thread(len, q)}")
    loop = asyncio.get_running_loop()
    os.system(await loop.run_in_executor(None, build, q))  # error: command-injection
    await loop.run_in_executor(None, execute, q)
    await loop.run_in_executor(None, functools.partial(execute, "ls " + q))
    async with asyncio.TaskGroup() as group:
        job = group.create_task(build_later(q))
    os.system(job.result())  # error: command-injection
    async with asyncio.timeout(3):
        os.system("ls " + q)  # error: command-injection
    return jsonify({})


@app.get("/queues")
def queues():
    q = request.args["q"]
    jobs.put(q)
    local = queue.Queue()
    local.put(("run", q))
    kind, command = local.get()
    os.system(command)  # error: command-injection
    numbers = queue.Queue()
    numbers.put(len(q))
    os.system(f"sleep {numbers.get()}")
    ranked = queue.PriorityQueue()
    ranked.put((1, q))
    _, word = ranked.get_nowait()
    os.system("ls " + word)  # error: command-injection
    return jsonify({})


def drain():
    while True:
        command = jobs.get()
        os.system("ls " + command)  # error: command-injection
        jobs.task_done()


@contextlib.contextmanager
def prepared(name):
    command = "ls " + name
    try:
        yield command
    finally:
        print("done")


class Opened:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self.name

    def __exit__(self, *exc):
        return False


@app.get("/managers")
def managers():
    q = request.args["q"]
    with prepared(q) as command:
        os.system(command)  # error: command-injection
    with prepared("x") as command:
        os.system(command)
    with Opened(q) as name:
        os.system("ls " + name)  # error: command-injection
    with Opened("x") as name:
        os.system("ls " + name)
    with lock, contextlib.suppress(OSError):
        os.system("ls " + q)  # error: command-injection
    with contextlib.ExitStack() as stack:
        entered = stack.enter_context(Opened(q))
        os.system("ls " + entered)  # error: command-injection
    with contextlib.closing(Opened(q)) as opened:
        os.system("ls " + opened.name)  # error: command-injection
    return jsonify({})
