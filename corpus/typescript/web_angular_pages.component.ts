import { Component, ElementRef, HostListener, Inject, Input, OnInit, Renderer2, SecurityContext, ViewChild, inject } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import { DomSanitizer, SafeHtml, SafeResourceUrl } from '@angular/platform-browser';
import { ActivatedRoute, Router } from '@angular/router';
import { map, switchMap } from 'rxjs/operators';

interface Article { title: string; body: string; views: number; link: string; }

@Component({
  selector: 'app-article',
  template: `
    <h1>{{ title }}</h1>
    <div [innerHTML]="html"></div>
    <div [innerHTML]="plain"></div>
    <iframe [src]="video"></iframe>
  `,
})
export class ArticleComponent implements OnInit {
  @Input() caption = '';
  @ViewChild('box') box!: ElementRef<HTMLDivElement>;
  html: SafeHtml = '';
  plain = '';
  video?: SafeResourceUrl;
  title = '';
  private readonly router = inject(Router);

  constructor(
    private readonly route: ActivatedRoute,
    private readonly sanitizer: DomSanitizer,
    private readonly http: HttpClient,
    private readonly renderer: Renderer2,
    private readonly host: ElementRef,
    @Inject(DOCUMENT) private readonly document: Document,
  ) {}

  ngOnInit(): void {
    this.title = this.route.snapshot.queryParamMap.get('title') ?? '';
    this.plain = this.title;
    this.html = this.sanitizer.bypassSecurityTrustHtml(this.title); // error: xss
    this.html = this.sanitizer.bypassSecurityTrustHtml('<b>Fixed</b>');
    const clean = this.sanitizer.sanitize(SecurityContext.HTML, this.title);
    this.html = this.sanitizer.bypassSecurityTrustHtml(clean ?? '');

    this.route.queryParams.subscribe((params) => {
      this.video = this.sanitizer.bypassSecurityTrustResourceUrl(params['video']); // error: xss
      const id = encodeURIComponent(params['video']);
      this.video = this.sanitizer.bypassSecurityTrustResourceUrl(`https://player.example.com/embed/${id}`);
    });

    this.route.paramMap.pipe(map((params) => params.get('slug'))).subscribe((slug) => {
      this.host.nativeElement.innerHTML = `<i>${slug}</i>`; // error: xss
      this.host.nativeElement.textContent = slug;
    });

    this.route.paramMap
      .pipe(switchMap((params) => this.http.get<Article>(`/api/articles/${params.get('id')}`)))
      .subscribe({
        next: (article) => {
          this.html = this.sanitizer.bypassSecurityTrustHtml(article.body); // error: xss
          this.html = this.sanitizer.bypassSecurityTrustHtml(`${article.views}`);
          this.plain = article.body;
        },
      });
  }

  draw(): void {
    const fragment = this.route.snapshot.fragment;
    this.renderer.setProperty(this.box.nativeElement, 'innerHTML', fragment); // error: xss
    this.renderer.setProperty(this.box.nativeElement, 'textContent', fragment);
    this.renderer.setAttribute(this.box.nativeElement, 'title', fragment ?? '');
    const link = this.renderer.createElement('a');
    this.renderer.setAttribute(link, 'href', this.route.snapshot.params['url']); // error: xss
    this.renderer.setAttribute(link, 'href', '/go/' + this.route.snapshot.params['url']);
    this.box.nativeElement.insertAdjacentHTML('beforeend', `<p>${this.caption.length}</p>`);
    this.document.body.innerHTML = this.route.snapshot.paramMap.get('page')!; // error: xss
    this.document.title = this.route.snapshot.paramMap.get('page')!;
  }

  leave(): void {
    const next = this.route.snapshot.queryParams['next'];
    this.router.navigateByUrl(next);
    this.document.location.href = next; // error: xss error: open-redirect
    this.document.location.href = '/home?next=' + next;
    window.open(next, '_blank'); // error: xss
  }

  @HostListener('window:message', ['$event'])
  onMessage(event: MessageEvent): void {
    this.html = this.sanitizer.bypassSecurityTrustHtml(event.data); // error: xss
    if (event.origin === 'https://app.example.com') {
      this.html = this.sanitizer.bypassSecurityTrustHtml(event.data); // error: dangerous-html-api
    }
  }

  async load(): Promise<void> {
    const id = Number(this.route.snapshot.paramMap.get('id'));
    const answer = await fetch(`/api/articles/${id}`);
    const article = (await answer.json()) as Article;
    this.box.nativeElement.innerHTML = article.body; // error: xss
    this.box.nativeElement.innerText = article.body;
  }
}
