from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpResponse, JsonResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape, format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views import View
from .models import Article


def search(request):
    q = request.GET.get("q", "")
    articles = Article.objects.raw("SELECT * FROM article WHERE title LIKE '%%" + q + "%%'")  # error: sql-injection
    return render(request, "list.html", {"articles": articles})


def search_ok(request):
    q = request.GET.get("q", "")
    articles = Article.objects.raw("SELECT * FROM article WHERE title LIKE %s", [f"%{q}%"])
    return render(request, "list.html", {"articles": articles})


def extra(request):
    return JsonResponse(list(Article.objects.extra(where=["title = '%s'" % request.GET["t"]]).values()), safe=False)  # error: sql-injection


def extra_ok(request):
    return JsonResponse(list(Article.objects.extra(where=["title = %s"], params=[request.GET["t"]]).values()), safe=False)


def annotate(request):
    rows = Article.objects.annotate(v=RawSQL("select " + request.GET["c"], ()))  # error: sql-injection
    return JsonResponse({"n": rows.count()})


class ArticleView(View):
    def get(self, request, slug):
        article = get_object_or_404(Article, slug=slug)
        return HttpResponse("<h1>" + slug + "</h1>" + escape(article.title))  # error: xss

    def post(self, request, slug):
        title = request.POST["title"]
        with connection.cursor() as cursor:
            cursor.execute("UPDATE article SET title = %s WHERE slug = %s", [title, slug])
            cursor.execute(f"UPDATE article SET title = '{title}'")  # error: sql-injection
        return HttpResponse(format_html("<b>{}</b>", title))


def banner(request):
    msg = request.GET.get("msg", "")
    return HttpResponse(mark_safe(f"<p>{msg}</p>"))  # error: xss


def plain(request):
    return HttpResponse(request.GET.get("msg", ""), content_type="text/plain")


def api(request):
    return JsonResponse({"msg": request.GET.get("msg", "")})


def go(request):
    return redirect(request.GET["next"])  # error: open-redirect


def go_safe(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    return HttpResponseRedirect(target)


def go_prefix(request):
    target = request.GET.get("next", "/")
    if target.startswith("/"):
        return HttpResponseRedirect(target)  # error: open-redirect
    return HttpResponseRedirect("/home")


def go_named(request):
    return redirect("article-detail", slug=request.GET["slug"])


def number(request, pk):
    pk = int(pk)
    return HttpResponse(f"<p>{pk}</p>")
