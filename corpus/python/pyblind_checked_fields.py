import re
import os
import tornado.web
from flask import Flask, request
from marshmallow import Schema, ValidationError, fields, validates
from pydantic import BaseModel, field_validator, validator
from rest_framework import serializers
from django.http import HttpResponse
from .base import AdminHandler, MyBaseHandler, ProtectedView

app = Flask(__name__)


class Item(BaseModel):
    slug: str
    title: str
    mode: str

    @field_validator("slug")
    @classmethod
    def check_slug(cls, v):
        if not v.isalnum():
            raise ValueError("bad")
        return v

    @validator("mode")
    def check_mode(cls, v):
        if v not in ("a", "b"):
            raise ValueError("bad")
        return v

    @field_validator("title")
    def check_title(cls, v):
        if len(v) > 20:
            raise ValueError("long")
        return v.strip()


class ItemSchema(Schema):
    slug = fields.Str()
    title = fields.Str()

    @validates("slug")
    def check(self, value):
        if not re.fullmatch("[a-z]+", value):
            raise ValidationError("bad")


class ItemSerializer(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()

    def validate_slug(self, value):
        if not value.isalnum():
            raise serializers.ValidationError("bad")
        return value

    def validate_title(self, value):
        return value.title()

    def create(self, validated_data):
        os.system("make " + validated_data["slug"])
        os.system("make " + validated_data["title"])  # error: command-injection


@app.post("/1")
def one():
    i = Item(**request.get_json())
    os.system("make " + i.slug)
    os.system("make " + i.mode)
    os.system("make " + i.title)  # error: command-injection
    d = ItemSchema().load(request.get_json())
    os.system("make " + d["slug"])
    os.system("make " + d["title"])  # error: command-injection
    s = ItemSerializer(data=request.get_json())
    s.is_valid()
    os.system("make " + s.validated_data["slug"])
    os.system("make " + s.validated_data["title"])  # error: command-injection
    return ""


class Users(MyBaseHandler):
    def get(self, name):
        self.write("<p>" + self.get_argument("q"))  # error: xss
        self.write("<p>" + name)  # error: xss


class Page(ProtectedView):
    def get(self, request, name):
        return HttpResponse("<p>" + self.kwargs["name"])  # error: xss
