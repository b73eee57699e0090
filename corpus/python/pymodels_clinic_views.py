import csv
import json
import logging
import os
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.db import connection, models
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.html import escape, format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views import View
from django.views.decorators.http import require_POST

from .forms import AppointmentForm, NoteForm
from .models import Appointment, Patient

logger = logging.getLogger(__name__)
REPORT_ROOT = os.path.join(settings.MEDIA_ROOT, "reports")


def _range(request):
    start = datetime.strptime(request.GET.get("start", "2024-01-01"), "%Y-%m-%d")
    end = datetime.strptime(request.GET.get("end", "2024-12-31"), "%Y-%m-%d")
    return start, end


@login_required
def search(request):
    term = request.GET.get("term", "")
    patients = Patient.objects.filter(models.Q(last_name__icontains=term) | models.Q(number=term))
    if request.GET.get("legacy"):
        patients = Patient.objects.raw(
            "SELECT * FROM clinic_patient WHERE last_name LIKE '%%" + term + "%%'"  # error: sql-injection
        )
    return render(request, "clinic/search.html", {"patients": patients, "term": term})


@login_required
def statistics(request):
    start, end = _range(request)
    ward = request.GET.get("ward", "all")
    with connection.cursor() as cur:
        cur.execute(
            "SELECT count(*) FROM clinic_appointment WHERE day BETWEEN %s AND %s",
            [start, end],
        )
        total = cur.fetchone()[0]
        if ward != "all":
            sql = "SELECT count(*) FROM clinic_appointment WHERE ward = '{}'".format(ward)
            cur.execute(sql)  # error: sql-injection
    logger.info("statistics from %s to %s", start, end)
    return JsonResponse({"total": total, "ward": ward})


@login_required
def export(request):
    start, end = _range(request)
    title = request.GET.get("title", "appointments")
    response = HttpResponse(content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{title}.csv"'
    writer = csv.writer(response)
    writer.writerow([title, start, end])
    for appointment in Appointment.objects.filter(day__range=(start, end)).values_list("day", "room"):
        writer.writerow(appointment)
    return response


@login_required
def badge(request, number):
    patient = get_object_or_404(Patient, number=number)
    colour = request.GET.get("colour", "grey")
    snippet = format_html('<span class="badge">{}</span>', patient.number)
    if colour in {"grey", "red", "green"}:
        snippet = mark_safe(f'<span class="badge {colour}">!</span>')
    title = mark_safe('<i title="%s"></i>' % request.GET.get("title", ""))  # error: xss
    return render(request, "clinic/badge.html", {"snippet": snippet, "title": title})


class NoteView(View):
    http_method_names = ["get", "post"]

    @method_decorator(login_required)
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, patient_number):
        heading = "<h2>Notes of " + escape(patient_number) + "</h2>"
        hint = request.GET.get("hint")
        if hint:
            return HttpResponse(heading + "<p>" + hint + "</p>")  # error: xss
        return HttpResponse(heading)

    def post(self, request, patient_number):
        form = NoteForm(request.POST)
        if not form.is_valid():
            return HttpResponseBadRequest("The note has mistakes.")
        text = form.cleaned_data["text"]
        logger.info("note stored: %s", text)  # error: log-injection
        logger.info("note stored, %s characters", len(text))
        return redirect("clinic:notes", patient_number=patient_number)


@require_POST
@login_required
def book(request):
    form = AppointmentForm(request.POST)
    if form.is_valid():
        form.save()
    target = request.POST.get("next", "")
    if target and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return redirect(target)
    return redirect("clinic:calendar")


def leave(request):
    goodbye = request.GET.get("url")
    return redirect(goodbye) if goodbye else redirect("/")  # error: open-redirect


@login_required
def report(request):
    name = os.path.basename(request.GET.get("name", ""))
    path = os.path.join(REPORT_ROOT, name)
    if not os.path.isfile(path):
        raise Http404
    return FileResponse(open(path, "rb"))


@login_required
def scan(request):
    folder = request.GET["folder"]
    page = request.GET.get("page", "1")
    image = open(f"{REPORT_ROOT}/{folder}/{int(page):03d}.png", "rb")  # error: path-traversal
    return FileResponse(image)


@require_POST
def attach(request):
    upload = request.FILES["scan"]
    stored = default_storage.save(f"scans/{upload.name}", upload)
    meta = json.loads(request.POST.get("meta", "{}"))
    logger.info("scan of %s stored", meta.get("doctor"))  # error: log-injection
    return JsonResponse({"path": stored, "meta": meta})
