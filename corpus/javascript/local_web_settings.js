import express from 'express';
import session from 'express-session';
import cookieSession from 'cookie-session';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import csurf from 'csurf';
import helmet from 'helmet';
import jwt from 'jsonwebtoken';
import { SignJWT, jwtVerify, decodeJwt, UnsecuredJWT } from 'jose';
import { expressjwt } from 'express-jwt';
import { Strategy as JwtStrategy, ExtractJwt } from 'passport-jwt';
import fastify from 'fastify';
import fastifyCors from '@fastify/cors';
import fastifyCookie from '@fastify/cookie';
import fastifyJwt from '@fastify/jwt';
import fastifySession from '@fastify/session';
import Koa from 'koa';
import koaCors from '@koa/cors';
import koaSession from 'koa-session';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { setCookie } from 'hono/cookie';
import { sign as honoSign } from 'hono/jwt';
import Cookies from 'js-cookie';
import cookie from 'cookie';
import { cookies } from 'next/headers';
import { Server } from 'socket.io';
import { NestFactory } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import Hapi from '@hapi/hapi';
import jwtSimple from 'jwt-simple';

const app = express();
app.use(session({ secret: 'keyboard dog', resave: false, cookie: { secure: true } })); // error: secret-key-constant
app.use(session({ secret: process.env.SECRET, cookie: { secure: false } })); // error: cookie-without-secure
app.use(session({ secret: process.env.SECRET, cookie: { secure: true, httpOnly: false } })); // error: cookie-without-httponly
app.use(session({ secret: process.env.SECRET, cookie: { secure: true, sameSite: 'lax' } }));
app.use(session({ secret: ['first one', 'second one'], cookie: { secure: true } })); // error: secret-key-constant
app.use(cookieSession({ keys: ['hush'], secure: true })); // error: secret-key-constant
app.use(cookieSession({ keys: [process.env.K], secure: false })); // error: cookie-without-secure
app.use(cookieParser('hush hush')); // error: secret-key-constant
app.use(cookieParser());
app.use(cors()); // error: cors-any-origin
app.use(cors({ origin: '*' })); // error: cors-any-origin
app.use(cors({ origin: true, credentials: true })); // error: cors-any-origin-with-credentials
app.use(cors({ origin: 'https://x.org', credentials: true }));
app.use(cors({ origin: (origin, callback) => callback(null, true), credentials: true })); // error: cors-any-origin-with-credentials
app.use(cors({ origin: (origin, callback) => callback(null, ALLOWED.includes(origin)), credentials: true }));
app.use(cors({ origin: (origin, callback) => callback(null, origin), credentials: true })); // error: cors-any-origin-with-credentials
app.use(cors((req, callback) => callback(null, { origin: true, credentials: true }))); // error: cors-any-origin-with-credentials
app.use(csurf({ cookie: { httpOnly: false } }));
app.use(csurf({ cookie: true, ignoreMethods: ['GET', 'POST'] })); // error: csrf-off
app.use(helmet({ contentSecurityPolicy: false })); // error: disabled-security-header
app.use(helmet());
app.use(helmet({ frameguard: false })); // error: disabled-security-header

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', req.headers.origin);
  res.header('Access-Control-Allow-Credentials', 'true'); // error: cors-any-origin-with-credentials
  next();
});
app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
  next();
});
app.use((req, res, next) => {
  res.set({ 'Access-Control-Allow-Origin': '*' }); // error: cors-any-origin
  next();
});
app.use((req, res, next) => {
  if (ALLOWED.includes(req.headers.origin)) {
    res.header('Access-Control-Allow-Origin', req.headers.origin);
    res.header('Access-Control-Allow-Credentials', 'true');
  }
  next();
});

app.post('/login', (req, res) => {
  res.cookie('session', 'x'); // error: cookie-without-httponly error: cookie-without-secure
  res.cookie('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.cookie('authToken', 'x', { httpOnly: false, secure: true, sameSite: 'lax' }); // error: cookie-without-httponly
  res.cookie('authToken', 'x', { httpOnly: true, secure: false, sameSite: 'lax' }); // error: cookie-without-secure
  res.cookie('refresh_token', 'x', { httpOnly: true, secure: true, sameSite: 'none' }); // error: cookie-without-samesite
  res.cookie('lang', 'de');
  res.setHeader('Set-Cookie', `session=${req.user.id}; Path=/`); // error: cookie-without-httponly error: cookie-without-secure
  res.setHeader('Set-Cookie', cookie.serialize('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' }));
  res.setHeader('Set-Cookie', cookie.serialize('session', 'x')); // error: cookie-without-httponly error: cookie-without-secure
  res.cookie('token', 'x', { maxAge: 3600 }); // error: cookie-without-httponly error: cookie-without-secure
  res.clearCookie('token');
});

export function issue(user, token, key, publicKey) {
  jwt.sign({ id: user.id }, 'hush'); // error: secret-key-constant
  jwt.sign({ id: user.id }, key, { algorithm: 'none' }); // error: jwt-none-algorithm
  jwt.sign({ id: user.id }, process.env.JWT_SECRET);
  jwt.sign({ id: user.id }, process.env.JWT_SECRET || 'hush'); // error: secret-key-constant
  jwt.verify(token, 'hush'); // error: secret-key-constant
  jwt.verify(token, key, { algorithms: ['HS256', 'none'] }); // error: jwt-none-algorithm
  jwt.verify(token, key, { ignoreExpiration: true }); // error: jwt-not-verified
  jwt.verify(token, publicKey, { algorithms: ['RS256'] });
  new UnsecuredJWT({ id: 1 }).encode(); // error: jwt-none-algorithm
  new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('hush hush')); // error: secret-key-constant
  new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(key);
  jwtVerify(token, new TextEncoder().encode('hush hush')); // error: secret-key-constant
  jwtSimple.decode(token, key, true); // error: jwt-not-verified
  jwtSimple.encode({}, 'hush'); // error: secret-key-constant
  honoSign({}, 'hush'); // error: secret-key-constant
  return jwtVerify(token, key);
}
export function currentUser(req, res, next) {
  const claims = jwt.decode(req.headers.authorization.split(' ')[1]); // error: jwt-not-verified
  req.user = claims;
  next();
}
export function requireAdmin(req, res, next) {
  const claims = decodeJwt(req.cookies.token); // error: jwt-not-verified
  if (claims.role !== 'admin') return res.sendStatus(403);
  next();
}
export const expiresAt = (token) => jwt.decode(token).exp;
app.use(expressjwt({ secret: 'hush', algorithms: ['HS256'] })); // error: secret-key-constant
app.use(expressjwt({ secret: process.env.S, algorithms: ['none'] })); // error: jwt-none-algorithm
new JwtStrategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: 'hush' }, () => {}); // error: secret-key-constant
JwtModule.register({ secret: 'hush' }); // error: secret-key-constant

const server = fastify();
server.register(fastifyCors, { origin: true, credentials: true }); // error: cors-any-origin-with-credentials
server.register(fastifyCors, { origin: '*' }); // error: cors-any-origin
server.register(fastifyCors, { origin: ['https://x.org'], credentials: true });
server.register(fastifyCookie, { secret: 'hush' }); // error: secret-key-constant
server.register(fastifyJwt, { secret: 'hush' }); // error: secret-key-constant
server.register(fastifySession, { secret: 'a secret of thirty-two characters!', cookie: { secure: false } }); // error: secret-key-constant error: cookie-without-secure
server.get('/', async (request, reply) => {
  reply.setCookie('session', 'x', { path: '/' }); // error: cookie-without-httponly error: cookie-without-secure
  reply.setCookie('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
  return reply.send('ok');
});
server.listen({ port: 80, host: '0.0.0.0' });

const koa = new Koa();
koa.keys = ['hush hush']; // error: secret-key-constant
koa.use(koaCors({ origin: '*', credentials: false })); // error: cors-any-origin
koa.use(koaCors({ credentials: true })); // error: cors-any-origin-with-credentials
koa.use(koaSession({ httpOnly: false }, koa)); // error: cookie-without-httponly
koa.use(async (ctx) => {
  ctx.cookies.set('session', 'x', { httpOnly: false }); // error: cookie-without-httponly
  ctx.cookies.set('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
});

const hono = new Hono();
hono.use('*', honoCors()); // error: cors-any-origin
hono.use('*', honoCors({ origin: (origin) => origin, credentials: true })); // error: cors-any-origin-with-credentials
hono.get('/', (c) => {
  setCookie(c, 'session', 'x'); // error: cookie-without-httponly error: cookie-without-secure
  setCookie(c, 'session', 'x', { httpOnly: true, secure: true, sameSite: 'Lax' });
  return c.text('ok');
});

export async function nextLogin() {
  cookies().set('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
  cookies().set('session', 'x', { secure: true }); // error: cookie-without-httponly
  (await cookies()).set({ name: 'session', value: 'x', secure: true }); // error: cookie-without-httponly
}
export function browser(token) {
  Cookies.set('token', token); // error: cookie-without-secure
  Cookies.set('token', token, { secure: true, sameSite: 'strict' });
  document.cookie = `token=${token}; path=/`; // error: cookie-without-secure
  document.cookie = `token=${token}; path=/; secure; samesite=strict`;
  document.cookie = 'theme=dark';
}
new Server(app, { cors: { origin: '*' } }); // error: cors-any-origin
const nest = await NestFactory.create({}, { cors: true }); // error: cors-any-origin
nest.enableCors({ origin: true, credentials: true }); // error: cors-any-origin-with-credentials
nest.enableCors(); // error: cors-any-origin
const hapi = Hapi.server({ port: 80, routes: { cors: { origin: ['*'], credentials: true } } }); // error: cors-any-origin-with-credentials
hapi.state('session', { isSecure: false, isHttpOnly: true }); // error: cookie-without-secure
hapi.state('session', { isSecure: true, isHttpOnly: false }); // error: cookie-without-httponly
app.listen(3000);
