"""Middleware, admin, template tags, signals, context processors and generic views of a Django site."""

import logging
import os

from django import template
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.signals import user_login_failed
from django.core.files.storage import FileSystemStorage, default_storage
from django.dispatch import receiver
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.deprecation import MiddlewareMixin
from django.utils.html import escape, format_html, mark_safe
from django.utils.safestring import SafeData
from django.views.decorators.http import require_GET, require_http_methods
from django.views.generic import DetailView, FormView, ListView, RedirectView, UpdateView

register = template.Library()
log = logging.getLogger("site")


class VisitMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        log.info("visit of %s", request.path)  # error: log-injection
        log.info("visit of %s with %s", request.get_full_path(), request.method)
        response = self.get_response(request)
        response["X-Visit"] = "1"
        return response


class BlockMiddleware(MiddlewareMixin):
    def process_request(self, request):
        agent = request.META.get("HTTP_USER_AGENT", "")
        if "bot" in agent:
            return HttpResponse("<p>Go away, " + agent + "</p>", status=403)  # error: xss
        return None


@receiver(user_login_failed)
def on_failed(sender, credentials, request, **kwargs):
    log.warning("login failed: %s", request.POST.get("username"))  # error: log-injection
    log.warning("login failed: %r", request.POST.get("username"))


@register.simple_tag
def year():
    return mark_safe("<b>2026</b>")


@register.simple_tag(takes_context=True)
def current_query(context):
    request = context["request"]
    return format_html("<i>{}</i>", request.GET.get("q", ""))


class ArticleAdmin(admin.ModelAdmin):
    list_display = ("title", "link")

    @admin.display(description="Link")
    def link(self, obj):
        return format_html('<a href="/articles/{}">{}</a>', obj.pk, obj.title)

    @admin.action(description="Publish")
    def publish(self, request, queryset):
        note = request.POST.get("note", "")
        self.message_user(request, mark_safe("<b>" + note + "</b>"))  # error: xss
        self.message_user(request, "Published: " + note)


class ArticleList(LoginRequiredMixin, ListView):
    template_name = "articles.html"

    def get_queryset(self):
        log.debug("query %s", self.request.GET.get("q"))  # error: log-injection
        return super().get_queryset().filter(title__icontains=self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["q"] = self.request.GET.get("q", "")
        context["head"] = mark_safe(f"<h1>{self.request.GET.get('head', '')}</h1>")  # error: xss
        return context


class Moved(RedirectView):
    permanent = False

    def get_redirect_url(self, *args, **kwargs):
        return self.request.GET.get("to", "/")  # error: open-redirect


class MovedWithin(RedirectView):
    def get_redirect_url(self, *args, **kwargs):
        return "/articles/%s/" % kwargs["slug"]


@require_GET
@login_required
def download(request, name):
    path = os.path.join(settings.MEDIA_ROOT, name)
    if not os.path.exists(path):
        raise Http404(name)
    return FileResponse(open(path, "rb"))  # error: path-traversal


@require_GET
def download_safe(request: HttpRequest, name: str) -> HttpResponse:
    storage = FileSystemStorage(location=settings.MEDIA_ROOT)
    return FileResponse(storage.open(name), as_attachment=True)


def download_base(request):
    name = os.path.basename(request.GET["name"])
    with open(os.path.join(settings.MEDIA_ROOT, name), "rb") as source:
        return HttpResponse(source.read(), content_type="application/octet-stream")


@require_http_methods(["POST"])
def upload(request):
    upload = request.FILES["file"]
    log.info("upload of %s (%s bytes)", upload.name, upload.size)
    default_storage.save(upload.name, upload)
    with open(settings.MEDIA_ROOT + "/" + request.POST["folder"] + "/x", "wb") as target:  # error: path-traversal
        for chunk in upload.chunks():
            target.write(chunk)
    return JsonResponse({"name": upload.name})


def search(request):
    if not (term := request.GET.get("q", "").strip()):
        return redirect("home")
    rows = "".join("<li>%s</li>" % escape(word) for word in term.split())
    return HttpResponse("<p>%s</p><ul>%s</ul>" % (term, rows))  # error: xss


def search_safe(request):
    rows = [format_html("<li>{}</li>", word) for word in request.GET.get("q", "").split()]
    return HttpResponse("<ul>" + "".join(rows) + "</ul>")


def headers(request):
    accepted = request.headers.get("Accept-Language", "en").split(",")[0]
    return HttpResponse(f"<p lang='{accepted}'>Hello</p>")  # error: xss


def uri(request):
    return HttpResponse('<a href="%s">here</a>' % request.build_absolute_uri())


def error_page(request):
    try:
        page = int(request.GET.get("page", "1"))
    except ValueError as e:
        messages.error(request, str(e))
        return HttpResponse(f"<p>{e}</p>", status=400)  # error: xss
    return HttpResponse(f"<p>{page}</p>")


def go(request):
    target = request.POST.get("back")
    if target:
        return HttpResponsePermanentRedirect(target)  # error: open-redirect
    return redirect("/")
