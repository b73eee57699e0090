"""Uploads, archives, settings files: what is written where."""
import os
import pickle
import shelve
import shutil
import stat
import tarfile
import tempfile
import zipfile
import marshal
from pathlib import Path

import joblib
import jsonpickle
import lxml.etree as etree
import numpy as np
import pandas as pd
import ruamel.yaml
import torch
import yaml
from lxml import objectify
from ruamel.yaml import YAML
from xml.sax import make_parser
from xml.sax.handler import feature_external_ges
from yaml import CLoader, FullLoader, Loader, SafeLoader, UnsafeLoader, load


def unpack(path, target):
    tarfile.open(path).extractall(target)  # error: archive-extract-all
    with tarfile.open(path) as archive:
        archive.extractall(path=target)  # error: archive-extract-all
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="data")
    with tarfile.TarFile.open(path) as archive:
        archive.extractall(target)  # error: archive-extract-all
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="fully_trusted")  # error: archive-extract-all
    shutil.unpack_archive("upload.tar.gz", target)  # error: archive-extract-all
    shutil.unpack_archive(path, target, "zip")
    shutil.unpack_archive(path, target, format="gztar")  # error: archive-extract-all
    with zipfile.ZipFile(path) as archive:
        archive.extractall(target)
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and not member.name.startswith(("/", "..")):
                archive.extract(member, target, filter="data")


def unpack_each(path, target):
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            archive.extract(member, target)  # error: archive-extract-all


def unpack_checked(path, target):
    root = os.path.realpath(target)
    with tarfile.open(path) as archive:
        members = [m for m in archive.getmembers() if os.path.realpath(os.path.join(root, m.name)).startswith(root + "/")]
        archive.extractall(root, members=members)


def modes(path, fd):
    os.chmod(path, 0o777)  # error: world-writable-file
    os.chmod(path, 0o666)  # error: world-writable-file
    os.chmod(path, stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)  # error: world-writable-file
    os.chmod(path, 0o1777)
    os.chmod(path, 0o755)
    os.chmod(path, mode=0o777)  # error: world-writable-file
    Path(path).chmod(0o777)  # error: world-writable-file
    os.fchmod(fd, 0o666)  # error: world-writable-file
    os.makedirs(path, mode=0o777)
    os.makedirs(path, 0o700)
    os.umask(0)  # error: world-writable-file
    os.umask(0o022)
    os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)
    os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    os.mkfifo(path, 0o666)


def temporary(data):
    name = tempfile.mktemp()  # error: insecure-temp-file
    with open(name, "wb") as out:
        out.write(data)
    with open("/tmp/state.json", "w") as out:  # error: insecure-temp-file
        out.write("x")
    with tempfile.NamedTemporaryFile() as out:
        out.write(data)
    handle, path = tempfile.mkstemp()
    os.close(handle)
    shutil.copy("a.txt", "/tmp/a.txt")  # error: insecure-temp-file
    return path


def documents(text, file):
    yaml.load(text)  # error: unsafe-yaml-load
    yaml.load(text, Loader=yaml.Loader)  # error: unsafe-yaml-load
    yaml.load(text, Loader)  # error: unsafe-yaml-load
    load(text, Loader=UnsafeLoader)  # error: unsafe-yaml-load
    yaml.load(text, Loader=CLoader)  # error: unsafe-yaml-load
    yaml.load(text, Loader=yaml.FullLoader)
    yaml.load(text, Loader=SafeLoader)
    yaml.load(text, yaml.CSafeLoader)
    yaml.safe_load(text)
    yaml.unsafe_load(text)  # error: unsafe-yaml-load
    yaml.full_load(text)
    yaml.load_all(text, Loader=yaml.Loader)  # error: unsafe-yaml-load
    YAML(typ="unsafe").load(text)  # error: unsafe-yaml-load
    YAML(typ="safe").load(text)
    ruamel.yaml.load(text)  # error: unsafe-yaml-load
    with open("conf.yml") as source:
        return yaml.load(source, Loader=FullLoader)


def objects(request, redis, path, response):
    pickle.loads(request.body)  # error: unsafe-deserialization
    pickle.loads(redis.get("session"))  # error: pickle-load
    pickle.loads(response.content)  # error: pickle-load
    marshal.loads(response.content)  # error: pickle-load
    with open("model.pkl", "rb") as source:
        pickle.load(source)
    torch.load(path, weights_only=False)  # error: pickle-load
    torch.load(path, weights_only=True)
    np.load(path, allow_pickle=True)  # error: pickle-load
    np.load(path)
    jsonpickle.decode(response.text, safe=False)  # error: pickle-load
    pickle.loads(pickle.dumps({"a": 1}))
    pickle.loads(b"\x80\x04N.")


def parsers(text):
    etree.XMLParser(resolve_entities=True)  # error: xml-parser-with-entities
    etree.XMLParser(resolve_entities=False, no_network=True)
    etree.XMLParser(no_network=False)  # error: xml-parser-with-entities
    etree.XMLParser(huge_tree=True)  # error: xml-parser-with-entities
    etree.XMLParser(load_dtd=True, no_network=False)  # error: xml-parser-with-entities
    etree.XMLParser(dtd_validation=True)
    reader = make_parser()
    reader.setFeature(feature_external_ges, True)
    other = make_parser()
    other.setFeature(feature_external_ges, False)
    etree.iterparse("x.xml", resolve_entities=True)  # error: xml-parser-with-entities
    return objectify.makeparser(resolve_entities=True)  # error: xml-parser-with-entities
