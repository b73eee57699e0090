import { Component, HostListener, Inject, Input, Pipe, PipeTransform, inject } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import { DomSanitizer, SafeHtml } from '@angular/platform-browser';
import { ActivatedRoute, ParamMap, Router } from '@angular/router';
import { map, switchMap } from 'rxjs/operators';

@Pipe({ name: 'safe' })
export class SafePipe implements PipeTransform {
  constructor(private sanitizer: DomSanitizer) {}
  transform(value: number): SafeHtml {
    return this.sanitizer.bypassSecurityTrustHtml('<b>' + value + '</b>');
  }
}

@Component({ selector: 'app-search', template: '<p [innerHTML]="html"></p>' })
export class SearchComponent {
  private readonly route = inject(ActivatedRoute);
  private readonly http = inject(HttpClient);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly router = inject(Router);
  html: SafeHtml = '';
  text = '';

  constructor(@Inject(DOCUMENT) private document: Document) {}

  load(): void {
    this.route.queryParamMap.pipe(map((params: ParamMap) => params.get('q'))).subscribe((q) => {
      this.html = this.sanitizer.bypassSecurityTrustHtml(`<mark>${q}</mark>`); // error: xss
      this.text = q ?? '';
      this.document.title = q ?? '';
    });
    this.route.params.pipe(switchMap((p) => this.http.get<{ body: string }>('/api/pages/' + p['id']))).subscribe((page) => {
      this.document.getElementById('body')!.innerHTML = page.body; // error: xss
      this.document.getElementById('body')!.textContent = page.body;
    });
    const back = this.route.snapshot.queryParams['back'];
    window.location.href = back; // error: xss error: open-redirect
    this.router.navigateByUrl(back);
    this.router.navigate(['/search'], { queryParams: { q: back } });
  }

  @HostListener('window:message', ['$event'])
  onMessage(event: MessageEvent): void {
    this.document.body.insertAdjacentHTML('beforeend', event.data); // error: xss
    this.document.body.append(event.data);
  }
}
