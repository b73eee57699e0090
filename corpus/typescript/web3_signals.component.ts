import { AfterViewInit, Component, ElementRef, Input, OnChanges, Renderer2, SimpleChanges, ViewChild, ViewContainerRef, inject, signal } from '@angular/core';
import { DomSanitizer, SafeHtml, SafeUrl } from '@angular/platform-browser';
import { ActivatedRoute } from '@angular/router';

@Component({ selector: 'app-note', template: '<div #out></div><p [innerHTML]="text"></p><a [href]="link">x</a>' })
export class NoteComponent implements AfterViewInit, OnChanges {
  @Input() text = '';
  @ViewChild('out', { static: true }) out!: ElementRef<HTMLDivElement>;
  private readonly sanitizer = inject(DomSanitizer);
  private readonly route = inject(ActivatedRoute);
  readonly term = signal('');
  html: SafeHtml = '';
  link: SafeUrl = '';

  ngAfterViewInit(): void {
    this.term.set(this.route.snapshot.queryParamMap.get('term') ?? '');
    this.out.nativeElement.innerHTML = `<mark>${this.term()}</mark>`; // error: xss
    this.out.nativeElement.innerText = this.term();
    this.route.fragment.subscribe((fragment) => {
      this.html = this.sanitizer.bypassSecurityTrustHtml(fragment ?? ''); // error: xss
      this.out.nativeElement.querySelector('mark')!.setAttribute('title', fragment ?? '');
    });
  }

  ngOnChanges(changes: SimpleChanges): void {
    this.out.nativeElement.textContent = changes['text'].currentValue;
  }
}
