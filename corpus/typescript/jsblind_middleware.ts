import { NextResponse } from 'next/server';
import type { NextRequest } from 'next/server';

const LOCALES = ['en', 'de'];

export function middleware(request: NextRequest) {
  const { pathname, searchParams } = request.nextUrl;
  const locale = request.cookies.get('locale')?.value ?? 'en';
  if (pathname.startsWith('/legacy')) {
    return NextResponse.redirect(new URL('/new' + pathname, request.url));
  }
  if (searchParams.has('to')) {
    return NextResponse.redirect(searchParams.get('to')!); // error: open-redirect
  }
  if (searchParams.has('proxy')) {
    return NextResponse.rewrite(new URL(searchParams.get('proxy')!)); // error: ssrf
  }
  if (!LOCALES.includes(locale)) {
    const url = request.nextUrl.clone();
    url.pathname = '/en' + pathname;
    return NextResponse.redirect(url);
  }
  const response = NextResponse.next();
  response.headers.set('x-locale', locale);
  return response;
}

export const config = { matcher: ['/((?!api|_next).*)'] };
