import logging
from django import template
from django.contrib import admin, messages
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand
from django.db import models, connection
from django.db.models import F, Func, Value, CharField
from django.db.models.expressions import RawSQL
from django.dispatch import receiver
from django.db.models.signals import post_save
from django.http import HttpResponse, HttpResponseRedirect, Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.template.loader import render_to_string
from django.urls import path, re_path, reverse
from django.utils.html import format_html, escape, conditional_escape
from django.utils.safestring import mark_safe
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

register = template.Library()
log = logging.getLogger("django.request")


@register.filter(is_safe=True)
def highlight(value, arg):
    return mark_safe("<b>" + conditional_escape(value) + "</b>")


@register.simple_tag(takes_context=True)
def crumb(context, label):
    q = context["request"].GET.get("q", "")
    return mark_safe("<a>" + q + "</a>")  # error: xss


@register.simple_tag
def link(url, text):
    return format_html('<a href="{}">{}</a>', url, text)


class ArticleManager(models.Manager):
    def search(self, term):
        return self.raw("SELECT * FROM a WHERE t = '%s'" % term)  # error: sql-injection

    def search_safe(self, term):
        return self.raw("SELECT * FROM a WHERE t = %s", [term])


class Article(models.Model):
    title = models.CharField(max_length=100)
    objects = ArticleManager()

    def html(self):
        return format_html("<b>{}</b>", self.title)

    def html2(self):
        return mark_safe(f"<b>{self.title}</b>")  # error: dangerous-html-api


def search(request):
    Article.objects.search(request.GET["t"])
    Article.objects.search_safe(request.GET["t"])
    Article.objects.order_by(RawSQL(request.GET["o"], []))  # error: sql-injection
    Article.objects.annotate(x=Func(F("title"), Value(request.GET["t"]), function="CONCAT"))
    Article.objects.filter(**{request.GET["field"]: request.GET["t"]})
    Article.objects.using("other").raw("SELECT * FROM a WHERE t = " + request.GET["t"])  # error: sql-injection
    with connection.cursor() as cursor:
        cursor.callproc("f", [request.GET["t"]])
        cursor.executemany("INSERT INTO a VALUES (%s)", [(request.GET["t"],)])
        cursor.execute("SELECT * FROM a ORDER BY {}".format(request.GET["o"]))  # error: sql-injection
        cursor.execute("SELECT * FROM %s" % connection.ops.quote_name(request.GET["tab"]))
    messages.info(request, "found " + request.GET["t"])
    return render(request, "x.html")


class TimingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log.info("start %s", request.GET.get("q"))  # error: log-injection
        log.info("start %s", request.get_full_path())
        response = self.get_response(request)
        if request.GET.get("debug"):
            return HttpResponse("<p>" + request.GET["debug"] + "</p>")  # error: xss
        return response

    def process_exception(self, request, exception):
        return HttpResponse("failed at " + request.POST.get("x", ""), content_type="text/plain")


class ArticleAdmin(admin.ModelAdmin):
    list_display = ("title", "bold")
    actions = ["export"]

    def bold(self, obj):
        return format_html("<b>{}</b>", obj.title)

    def export(self, request, queryset):
        name = request.POST["name"]
        with open("/srv/export/" + name, "w") as f:  # error: path-traversal
            f.write("x")
        self.message_user(request, "exported " + name)


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("name")

    def handle(self, *args, **options):
        self.stdout.write("hi " + options["name"])
        log.info("hi %s", options["name"])


def back2(request):
    response = HttpResponse(status=302)
    response["Location"] = request.GET["to"]  # error: open-redirect
    return response


def back3(request):
    return redirect(reverse("search") + "?q=" + request.GET["q"])


def back4(request):
    return redirect("search", pk=request.GET["pk"])


def tpl(request):
    t = engines["django"].from_string("Hi " + request.GET["n"])  # error: template-injection
    return HttpResponse(t.render({}))


def tpl2(request):
    body = render_to_string("x.html", {"n": request.GET["n"]})
    return HttpResponse(body)


def upload(request):
    fs = FileSystemStorage(location="/srv/media")
    f = request.FILES["f"]
    name = fs.save(f.name, f)
    return HttpResponse(escape(name))


def read(request):
    data = default_storage.open(request.GET["name"]).read()
    return HttpResponse(data, content_type="application/octet-stream")


async def aview(request, slug):
    return HttpResponse(f"<p>{slug}</p>")  # error: xss


def nview(request, pk):
    return HttpResponse(f"<p>{pk}</p>")


def yview(request, year):
    return HttpResponse(f"<p>{year}</p>")


urlpatterns = [path("a/<str:slug>/", aview), path("n/<int:pk>/", nview), re_path(r"^y/(?P<year>[0-9]{4})/$", yview)]
