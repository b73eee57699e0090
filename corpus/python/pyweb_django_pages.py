"""Function and class based views of a Django project."""

import json
import logging

from django import forms
from django.contrib import admin
from django.http import (
    FileResponse, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound, HttpResponseRedirect, JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.template import Context, Template
from django.urls import path, re_path, reverse
from django.utils.html import conditional_escape, escape, format_html, format_html_join, strip_tags
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.views import View
from django.views.generic import TemplateView

logger = logging.getLogger(__name__)


class ContactForm(forms.Form):
    name = forms.CharField(max_length=80)
    age = forms.IntegerField()
    topic = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    day = forms.DateField()
    accept = forms.BooleanField()
    key = forms.UUIDField()
    slug = forms.SlugField()


def contact(request):
    form = ContactForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_json(), content_type="application/json")
    data = form.cleaned_data
    logger.info("age %s topic %s day %s", data["age"], data["topic"], data["day"])
    logger.info("key %s slug %s", data["key"], data["slug"])
    return HttpResponse("Thank you, %s" % data["name"])  # error: xss


def contact_safe(request):
    form = ContactForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        return HttpResponse(f"Thank you, {escape(name)}, {form.cleaned_data['age']}")
    return render(request, "contact.html", {"form": form})


def greet(request, name):
    return HttpResponse(f"<h1>Hello {name}</h1>")  # error: xss


def number(request, pk):
    return HttpResponse(f"<h1>Number {pk}</h1>")


def tag(request, slug):
    return HttpResponse(f"<h1>Tag {slug}</h1>")


def plain(request, name):
    return HttpResponse(f"Hello {name}", content_type="text/plain")


def plain_later(request):
    response = HttpResponse(request.GET.get("name", ""))
    response["Content-Type"] = "text/plain"
    return response


def header_later(request):
    response = HttpResponse()
    response["Content-Type"] = "text/html"
    response.write("<p>" + request.GET.get("name", "") + "</p>")  # error: xss
    return response


def not_found(request, exception=None):
    return HttpResponseNotFound("<p>%s</p>" % request.path)  # error: xss


def api(request):
    return JsonResponse({"echo": request.GET.dict(), "body": json.loads(request.body)})


def stream(request):
    words = request.GET.get("words", "").split(",")
    return StreamingHttpResponse(f"<li>{word}</li>" for word in words)  # error: xss


def stream_csv(request):
    words = request.GET.get("words", "").split(",")
    return StreamingHttpResponse((w + "\n" for w in words), content_type="text/csv")


def badge(request):
    who = request.GET.get("who", "")
    context = {
        "bad": mark_safe("<b>" + who + "</b>"),  # error: xss
        "worse": SafeString(f"<i>{who}</i>"),  # error: xss
        "good": format_html("<b>{}</b>", who),
        "better": mark_safe("<b>" + conditional_escape(who) + "</b>"),
        "list": format_html_join("", "<li>{}</li>", ((w,) for w in who.split())),
    }
    return render(request, "badge.html", context)


def template_code(request):
    template = Template("<p>" + request.GET.get("t", "") + "</p>")  # error: template-injection
    return HttpResponse(template.render(Context({})))


def template_value(request):
    template = Template("<p>{{ t }}</p>")
    return HttpResponse(template.render(Context({"t": request.GET.get("t", "")})))


class Profile(TemplateView):
    template_name = "profile.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["bio"] = mark_safe(self.request.POST.get("bio", ""))  # error: xss
        context["name"] = self.kwargs["name"]
        return context


class Search(View):
    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        term = request.GET.get("q") or ""
        if term:
            logger.debug("search for %s in %s", term, kwargs["section"])  # error: log-injection
        return HttpResponse(self.heading(kwargs["section"]))  # error: xss

    @staticmethod
    def heading(text):
        return "<h2>" + text + "</h2>"


def go(request):
    target = request.GET.get("next", "/")
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return HttpResponseRedirect(target)
    return redirect(reverse("home"))


def go_anywhere(request):
    target = request.POST.get("next") or request.GET.get("next")
    if not target:
        return redirect("home")
    return HttpResponseRedirect(target)  # error: open-redirect


urlpatterns = [
    path("greet/<str:name>/", greet),
    path("number/<int:pk>/", number),
    path("tag/<slug:slug>/", tag),
    path("plain/<name>/", plain),
    re_path(r"^search/(?P<section>[^/]+)/$", Search.as_view()),
]
