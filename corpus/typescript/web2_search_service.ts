import { Injectable, Component, Pipe, PipeTransform, Directive, ElementRef, Input, OnChanges, inject, signal, computed } from '@angular/core';
import { DomSanitizer, SafeHtml } from '@angular/platform-browser';
import { ActivatedRoute, Router, Params } from '@angular/router';
import { HttpClient, HttpParams } from '@angular/common/http';
import { BehaviorSubject, Observable, combineLatest, map, tap } from 'rxjs';
import { MatSnackBar } from '@angular/material/snack-bar';

interface Result { id: number; title: string; snippet: string; score: number; }

@Injectable({ providedIn: 'root' })
export class SearchService {
  private readonly term$ = new BehaviorSubject<string>('');
  constructor(private http: HttpClient) {}

  search(term: string): Observable<Result[]> {
    const params = new HttpParams().set('q', term);
    return this.http.get<Result[]>('/api/search', { params });
  }
}

@Pipe({ name: 'trusted' })
export class TrustedPipe implements PipeTransform {
  constructor(private sanitizer: DomSanitizer) {}

  transform(value: string): SafeHtml {
    return this.sanitizer.bypassSecurityTrustHtml(`<b>${value}</b>`); // error: xss
  }
}

@Directive({ selector: '[appMark]' })
export class MarkDirective implements OnChanges {
  @Input() appMark = '';
  constructor(private el: ElementRef<HTMLElement>) {}

  ngOnChanges(): void {
    this.el.nativeElement.innerText = this.appMark;
    this.el.nativeElement.setAttribute('title', this.appMark);
  }
}

@Component({ selector: 'app-search', template: `<div [innerHTML]="summary()"></div><p>{{ term() }}</p>` })
export class SearchComponent {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly el = inject(ElementRef);
  private readonly snack = inject(MatSnackBar);
  private readonly service = inject(SearchService);
  readonly term = signal('');
  readonly summary = computed(() => `Results for ${this.term()}`);
  heading: SafeHtml = '';
  results: Result[] = [];

  ngOnInit(): void {
    this.route.queryParamMap.subscribe((params) => {
      const term = params.get('q') ?? '';
      this.term.set(term);
      this.heading = this.sanitizer.bypassSecurityTrustHtml('<h1>' + term + '</h1>'); // error: xss
      this.el.nativeElement.querySelector('h1').innerHTML = term; // error: xss
      this.el.nativeElement.querySelector('h1').textContent = term;
      this.snack.open(term, 'Close');
    });
    this.route.params.subscribe(({ id, lang }: Params) => {
      this.el.nativeElement.insertAdjacentHTML('beforeend', `<i>${id}</i>`); // error: xss
      this.el.nativeElement.insertAdjacentHTML('beforeend', `<i>${Number(id)}</i>`);
      this.el.nativeElement.lang = lang;
    });
    combineLatest([this.route.paramMap, this.route.queryParamMap])
      .pipe(map(([params, query]) => ({ slug: params.get('slug'), tab: query.get('tab') })), tap(() => undefined))
      .subscribe(({ slug, tab }) => {
        this.el.nativeElement.innerHTML = `<p>${slug}</p>`; // error: xss
        this.el.nativeElement.id = tab ?? 'main';
      });
    this.service.search(this.term()).subscribe((results) => {
      this.results = results;
      this.heading = this.sanitizer.bypassSecurityTrustHtml(results[0].snippet); // error: xss
    });
  }

  open(): void {
    const target = this.route.snapshot.queryParamMap.get('target')!;
    window.location.assign(target); // error: xss error: open-redirect
    this.router.navigate([target]);
    this.router.navigate(['/items', target]);
    const frame = document.createElement('iframe');
    frame.src = target; // error: xss
    frame.src = new URL('/frame/' + encodeURIComponent(target), location.origin).toString();
  }
}
