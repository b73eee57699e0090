import { Component, ElementRef, OnInit, Renderer2, SecurityContext, ViewChild } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { DomSanitizer, SafeHtml, SafeResourceUrl, SafeUrl } from '@angular/platform-browser';

@Component({ selector: 'app-page', template: '<div [innerHTML]="body"></div><div #box></div>' })
export class PageComponent implements OnInit {
  @ViewChild('box') box: ElementRef;
  body: SafeHtml;
  frame: SafeResourceUrl;
  link: SafeUrl;
  plain = '';

  constructor(private route: ActivatedRoute, private sanitizer: DomSanitizer, private renderer: Renderer2, private host: ElementRef) {}

  ngOnInit(): void {
    const title = this.route.snapshot.queryParamMap.get('title');
    this.plain = title;
    this.body = this.sanitizer.bypassSecurityTrustHtml('<b>' + title + '</b>'); // error: xss
    this.body = this.sanitizer.sanitize(SecurityContext.HTML, title);
    this.route.queryParams.subscribe((params) => {
      this.frame = this.sanitizer.bypassSecurityTrustResourceUrl(params['src']); // error: xss
      this.frame = this.sanitizer.bypassSecurityTrustResourceUrl('https://player.example.com/' + encodeURIComponent(params['id']));
      this.link = this.sanitizer.bypassSecurityTrustUrl(params.link); // error: xss
      this.box.nativeElement.innerHTML = params.text; // error: xss
      this.box.nativeElement.textContent = params.text;
      this.renderer.setProperty(this.host.nativeElement, 'innerHTML', params.text); // error: xss
      this.renderer.setProperty(this.host.nativeElement, 'textContent', params.text);
      this.renderer.setProperty(this.host.nativeElement, 'title', params.text);
    });
    this.route.paramMap.subscribe((map) => {
      this.renderer.setAttribute(this.box.nativeElement, 'href', map.get('to')); // error: xss
      this.renderer.setAttribute(this.box.nativeElement, 'aria-label', map.get('to'));
    });
  }
}
