import { Component, ElementRef, ViewChild } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { DomSanitizer, SafeHtml } from '@angular/platform-browser';
import DOMPurify from 'dompurify';

@Component({ selector: 'app-note', template: '<div [innerHTML]="html"></div><p #out></p>' })
export class NoteComponent {
  html: SafeHtml = '';
  plain = '';
  @ViewChild('out') out!: ElementRef<HTMLParagraphElement>;

  constructor(private route: ActivatedRoute, private sanitizer: DomSanitizer, private router: Router) {}

  ngOnInit() {
    const text = this.route.snapshot.queryParamMap.get('text') ?? '';
    this.html = this.sanitizer.bypassSecurityTrustHtml(text); // error: xss
    this.html = this.sanitizer.bypassSecurityTrustHtml(DOMPurify.sanitize(text));
    this.html = this.sanitizer.sanitize(1, text) ?? '';
    this.plain = text;
    this.out.nativeElement.innerHTML = text; // error: xss
    this.out.nativeElement.textContent = text;
    this.route.queryParams.subscribe((params) => {
      this.out.nativeElement.innerHTML = params['label']; // error: xss
      window.location.href = params['next']; // error: xss error: open-redirect
    });
    this.router.navigateByUrl('/home');
  }
}
