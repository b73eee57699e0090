import logging
import os
import subprocess

from flask import Flask, send_file, send_from_directory
from flask_restx import Api, Namespace, Resource, fields, reqparse
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

app = Flask(__name__)
api = Api(app)
ns = Namespace("jobs", description="jobs")
log = logging.getLogger(__name__)

parser = reqparse.RequestParser()
parser.add_argument("name", type=str, required=True, help="name")
parser.add_argument("size", type=int, default=3)
parser.add_argument("mode", choices=("fast", "slow"), default="fast")

upload = reqparse.RequestParser()
upload.add_argument("file", type=FileStorage, location="files", required=True)

model = api.model("Job", {"command": fields.String, "target": fields.String})


@ns.route("/<string:job>")
class Job(Resource):
    @ns.expect(parser)
    def get(self, job):
        args = parser.parse_args()
        log.info(f"job {args['name']}")  # error: log-injection
        log.info("size %s", args["size"])
        log.info("mode " + args["mode"])
        os.system("make " + args["name"])  # error: command-injection
        os.system("make -j %d" % args["size"])
        os.system("make " + args["mode"])
        return {"name": args.name}

    @ns.expect(model)
    def post(self, job):
        target = api.payload["target"]
        subprocess.run(["make", "-C", "build", target], check=True)
        subprocess.run("make " + target, shell=True)  # error: command-injection
        return {}, 201

    @ns.expect(upload)
    def put(self, job):
        args = upload.parse_args()
        f = args["file"]
        f.save(os.path.join("/srv/uploads", secure_filename(f.filename)))
        f.save(os.path.join("/srv/uploads", f.filename))  # error: path-traversal
        return "", 204


@ns.route("/download/<path:name>")
class Download(Resource):
    def get(self, name):
        if name.endswith(".zip"):
            return send_from_directory("/srv/zips", name)
        return send_file("/srv/files/" + name)  # error: path-traversal


api.add_namespace(ns)
