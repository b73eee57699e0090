"""Administration: records from forms, and pages of markup."""
import re
import hmac

from django.contrib.auth.models import User
from django.core.validators import RegexValidator
from django.db import models
from django.forms import ModelForm
from django.utils.html import format_html, escape
from django.utils.safestring import mark_safe, SafeString
from flask import Flask, request
from flask_talisman import Talisman
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from rest_framework import serializers

from .models import Member

app = Flask(__name__)
MAIL = re.compile(r"^([a-zA-Z0-9]+\.?)+@example\.org$")  # error: catastrophic-regex
WORDS = re.compile(r"^(\w+\s?)*$")  # error: catastrophic-regex
SLUG = re.compile(r"^[a-z]+(-[a-z]+)*$")
NUMBER = re.compile(r"^\d+(\.\d+)?$")
names = RegexValidator(r"^(([a-z])+.)+[A-Z]([a-z])+$")  # error: catastrophic-regex


def tidy(text):
    return re.sub(r"(\s+|\s)*$", "", text)  # error: catastrophic-regex


class Profile(models.Model):
    name = models.CharField(max_length=80)
    is_admin = models.BooleanField(default=False)


class ProfileForm(ModelForm):
    class Meta:
        model = Profile
        fields = "__all__"  # error: mass-assignment


class NameForm(ModelForm):
    class Meta:
        model = Profile
        fields = ["name"]


class ProfileSerializer(serializers.ModelSerializer):
    class Meta:
        model = Profile
        fields = "__all__"


@app.post("/profiles")
def create():
    Profile.objects.create(**request.json)  # error: mass-assignment
    Member(**request.get_json()).save()  # error: mass-assignment
    Profile.objects.filter(id=1).update(**request.form.to_dict())  # error: mass-assignment
    profile = Profile.objects.get(id=1)
    for key, value in request.json.items():
        setattr(profile, key, value)  # error: mass-assignment
    for key in ("name",):
        setattr(profile, key, request.json[key])
    profile.__dict__.update(request.json)  # error: mass-assignment
    Profile.objects.create(name=request.json["name"])
    return "ok"


def badge(profile):
    return mark_safe("<b>" + profile.name + "</b>")  # error: xss


def badge_2(profile):
    return mark_safe(f"<b>{profile.name}</b>")  # error: xss


def badge_3(profile):
    return Markup("<b>%s</b>" % profile.name)  # error: xss


def badge_4(profile):
    return SafeString(f"<b>{profile.name}</b>")  # error: xss


def badge_5(profile):
    return Markup("<b>%s</b>") % profile.name


def badge_6(profile):
    return format_html("<b>{}</b>", profile.name)


def badge_7(profile):
    return mark_safe(f"<b>{escape(profile.name)}</b>")


def badge_8():
    return mark_safe("<b>new</b>")


Talisman(app, content_security_policy=None)  # error: disabled-security-header
Talisman(app, force_https=False, strict_transport_security=False)  # error: disabled-security-header
Talisman(app)
PLAIN = Environment(loader=FileSystemLoader("templates"))  # error: autoescape-off
OFF = Environment(loader=FileSystemLoader("templates"), autoescape=False)  # error: autoescape-off
SAFE = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())


def is_admin(form):
    return form["password"] == "letmein99"  # error: hardcoded-credential


def is_known(form, stored):
    return hmac.compare_digest(form["password"], stored)


def login(username, password):
    if username == "admin" and password == "s3cretpw":  # error: hardcoded-credential
        return True
    if password == "":
        return False
    return User.objects.filter(username=username).first()
