"""Reads jobs from a queue and runs their steps."""
import ast
import json
import operator
import pickle

import numpy as np
import torch
import yaml
from lxml import etree

from pipeline.store import cache, registry

SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
OPERATORS = {"add": operator.add, "mul": operator.mul}


class EnvLoader(yaml.SafeLoader):
    """Adds `!env`."""


class Worker:
    def __init__(self, queue, folder):
        self.queue = queue
        self.folder = folder

    def next_job(self):
        message = self.queue.get()
        return json.loads(message.body)

    def next_old_job(self):
        message = self.queue.get()
        return pickle.loads(message.body)  # error: pickle-load

    def snapshot(self, job):
        return pickle.loads(pickle.dumps(job))

    def resume(self):
        with open(self.folder / "state.pickle", "rb") as source:
            return pickle.load(source)

    def warm(self, key):
        return pickle.loads(cache.get(key))  # error: pickle-load


def settings(path):
    with open(path) as source:
        return yaml.load(source, Loader=EnvLoader)


def template(path):
    with open(path) as source:
        return yaml.load(source, yaml.Loader)  # error: unsafe-yaml-load


def steps(text):
    return yaml.safe_load(text)["steps"]


def defaults():
    return yaml.load("a: 1", Loader=yaml.Loader)


def weights(path):
    return torch.load(path, map_location="cpu", weights_only=True)


def old_weights(path):
    return torch.load(path, map_location="cpu", weights_only=False)  # error: pickle-load


def samples(path):
    return np.load(path, mmap_mode="r")


def labels(path):
    return np.load(path, allow_pickle=True)  # error: pickle-load


def order(path):
    return etree.parse(path, SAFE)


def partner_order(path):
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)  # error: xml-parser-with-entities
    return etree.parse(path, parser)


def apply(step, left, right):
    return OPERATORS[step["op"]](left, right)


def literal(step):
    return ast.literal_eval(step["value"])


def formula(row):
    rule = registry.rule(row.kind)
    return eval(rule.expression, {"__builtins__": {}}, dict(row))


def constant():
    return eval("2 ** 10")
