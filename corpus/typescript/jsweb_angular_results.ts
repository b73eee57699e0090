import { Component, ElementRef, Input, OnDestroy, OnInit, Renderer2, SecurityContext, ViewChild } from '@angular/core';
import { ActivatedRoute, ParamMap, Router } from '@angular/router';
import { DomSanitizer, SafeHtml, SafeResourceUrl, SafeUrl } from '@angular/platform-browser';
import { HttpClient } from '@angular/common/http';
import { Subscription } from 'rxjs';

interface Article {
  id: number;
  title: string;
  body: string;
}

const VIDEO_HOST = 'https://player.example.com/embed/';

@Component({
  selector: 'app-results',
  template: `<h1>{{ title }}</h1><div [innerHTML]="title"></div><div [innerHTML]="trusted"></div>`,
})
export class ResultsComponent implements OnInit, OnDestroy {
  @Input() heading = '';
  @ViewChild('canvas', { static: true }) canvas!: ElementRef<HTMLDivElement>;

  title = '';
  trusted: SafeHtml = '';
  link: SafeUrl = '';
  video: SafeResourceUrl = '';
  private subscriptions = new Subscription();

  constructor(
    private readonly route: ActivatedRoute,
    private readonly router: Router,
    private readonly sanitizer: DomSanitizer,
    private readonly renderer: Renderer2,
    private readonly host: ElementRef,
    private readonly http: HttpClient,
  ) {}

  ngOnInit(): void {
    const query = this.route.snapshot.queryParamMap.get('q') ?? '';
    this.title = query;
    this.trusted = this.sanitizer.bypassSecurityTrustHtml(`<em>${query}</em>`); // error: xss
    this.trusted = this.sanitizer.bypassSecurityTrustHtml(this.sanitizer.sanitize(SecurityContext.HTML, query) ?? '');
    this.trusted = this.sanitizer.bypassSecurityTrustHtml('<em>fixed</em>');

    this.subscriptions.add(
      this.route.queryParams.subscribe((params) => {
        this.link = this.sanitizer.bypassSecurityTrustUrl(params['link']); // error: xss
        this.title = params['title'];
      }),
    );

    this.route.paramMap.subscribe((map: ParamMap) => {
      const id = map.get('video');
      this.video = this.sanitizer.bypassSecurityTrustResourceUrl(VIDEO_HOST + id);
      this.video = this.sanitizer.bypassSecurityTrustResourceUrl(id!); // error: xss
    });
  }

  showHint(): void {
    const hint = this.route.snapshot.params['hint'];
    this.host.nativeElement.innerHTML = hint; // error: xss
    this.host.nativeElement.textContent = hint;
    this.canvas.nativeElement.insertAdjacentHTML('beforeend', `<i>${hint}</i>`); // error: xss
    this.renderer.setProperty(this.canvas.nativeElement, 'innerHTML', hint); // error: xss
    this.renderer.setProperty(this.canvas.nativeElement, 'title', hint);
    this.renderer.setAttribute(this.canvas.nativeElement, 'data-hint', hint);
    const text = this.renderer.createText(hint);
    this.renderer.appendChild(this.canvas.nativeElement, text);
  }

  loadArticle(id: number): void {
    this.http.get<Article>(`/api/articles/${id}`).subscribe((article) => {
      this.title = article.title;
      this.trusted = this.sanitizer.bypassSecurityTrustHtml(article.body); // error: xss
      this.host.nativeElement.querySelector('h2').textContent = article.title;
    });
  }

  openFragment(): void {
    const fragment = this.route.snapshot.fragment;
    document.querySelector('.toc')!.innerHTML = fragment ?? ''; // error: xss
    void this.router.navigate(['/articles', fragment]);
    if (fragment === 'top') {
      document.querySelector('.toc')!.innerHTML = fragment;
    }
  }

  leave(): void {
    const next = this.route.snapshot.queryParams['next'];
    if (['/home', '/account'].includes(next)) {
      window.location.href = next;
      return;
    }
    window.location.href = next; // error: xss error: open-redirect
  }

  ngOnDestroy(): void {
    this.subscriptions.unsubscribe();
  }
}
