import csv
import hashlib
import io
import json
import logging
import subprocess
from urllib.parse import urlencode

import requests
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import ModelForm, Form, CharField, IntegerField, FileField
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import escape, format_html
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import CreateView, DetailView, ListView

from .models import Order, Product

logger = logging.getLogger("shop")


class ProductForm(ModelForm):
    class Meta:
        model = Product
        fields = ["name", "price"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        logger.debug("cleaning %s", name)  # error: log-injection
        if not name.isalnum():
            raise ValidationError("bad name")
        return name


class ImportForm(Form):
    source = CharField()
    limit = IntegerField()
    file = FileField()


class ProductList(ListView):
    model = Product
    paginate_by = 20

    def get_queryset(self):
        qs = super().get_queryset()
        term = self.request.GET.get("q")
        if term:
            qs = qs.filter(Q(name__icontains=term) | Q(sku=term))
            qs = qs.extra(select={"rank": "similarity(name, '%s')" % term})  # error: sql-injection
        sort = self.request.GET.get("sort", "name")
        if sort.lstrip("-") in {"name", "price"}:
            qs = qs.order_by(sort)
        return qs


class ProductDetail(LoginRequiredMixin, DetailView):
    model = Product

    def render_to_response(self, context, **kwargs):
        if self.request.GET.get("raw"):
            return HttpResponse(f"<pre>{self.request.GET['raw']}</pre>")  # error: xss
        return super().render_to_response(context, **kwargs)


@method_decorator(csrf_exempt, name="dispatch")
class Webhook(View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            payload = json.loads(request.body)
        except ValueError:
            return JsonResponse({"error": "bad json"}, status=400)
        event = payload.get("event")
        handler = getattr(self, "on_" + str(event), None)
        if handler is None:
            logger.warning("unknown event %s", event)  # error: log-injection
            return HttpResponse(f"unknown event {event}", status=400)  # error: xss
        return handler(payload)

    def on_paid(self, payload):
        Order.objects.filter(pk=payload["order"]).update(paid=True)
        logger.info("paid %d", payload["order"])
        return JsonResponse({"ok": True})


def export(request):
    response = HttpResponse(content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="x.csv"'})
    writer = csv.writer(response)
    writer.writerow(["name", request.GET.get("name", "")])
    return response


def export_html(request):
    response = HttpResponse()
    writer = csv.writer(response)
    writer.writerow(["name", request.GET.get("name", "")])  # error: xss
    return response


def import_products(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "import.html", {"form": form})
    cd = form.cleaned_data
    resp = requests.get(cd["source"], timeout=5)  # error: ssrf
    subprocess.run(f"importer --limit {cd['limit']} {cd['source']}", shell=True)  # error: command-injection
    subprocess.run(f"importer --limit {cd['limit']}", shell=True)
    rows = list(csv.DictReader(io.StringIO(cd["file"].read().decode())))
    for row in rows:
        logger.info("row %s", row["name"])  # error: log-injection
    messages.success(request, f"imported {len(rows)}")
    return redirect("products")


def search_redirect(request):
    params = {"q": request.GET.get("q", ""), "page": 1}
    return HttpResponseRedirect(f"{reverse('search')}?{urlencode(params)}")


def legacy(request, path):
    return redirect("https://old.example.com/" + path)


def legacy_host(request, host):
    return redirect("https://%s/home" % host)  # error: open-redirect


def avatar(request, username):
    digest = hashlib.md5(username.lower().encode()).hexdigest()
    return redirect(f"https://avatars.example.com/{digest}")


def invoice(request, number):
    order = get_object_or_404(Order, number=number)
    return FileResponse(open(settings.INVOICE_DIR / f"{number}.pdf", "rb"))  # error: path-traversal


def status(request):
    name = request.GET["service"]
    cached = cache.get(f"status:{name}")
    if cached is None:
        cached = subprocess.check_output(["systemctl", "is-active", name], text=True)
        cache.set(f"status:{name}", cached)
    return HttpResponse(format_html("<b>{}</b>: {}", name, cached))
