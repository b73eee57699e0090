import { Body, Controller, Get, Injectable, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyCors from '@fastify/cors';
import fastifyJwt from '@fastify/jwt';
import fastifyHelmet from '@fastify/helmet';
import type { NextApiRequest, NextApiResponse } from 'next';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import * as crypto from 'crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as https from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import * as bcrypt from 'bcrypt';
import { Repository } from 'typeorm';
import { PrismaClient } from '@prisma/client';
import { Server } from 'socket.io';
import { Redis } from 'ioredis';
import { Sequelize } from 'sequelize';
import * as ldap from 'ldapjs';

const prisma = new PrismaClient();
export const ORIGINS = ['https://studio.example.org'];

@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), ignoreExpiration: true, secretOrKey: 'studio-secret' }); // error: secret-key-constant error: jwt-not-verified
  }
}

@Module({ imports: [JwtModule.register({ secret: 'studio', signOptions: { expiresIn: '1d' } })] }) // error: secret-key-constant
export class AuthModule {}

@Controller('auth')
export class AuthController {
  constructor(private readonly jwt: JwtService, private readonly users: Repository<any>) {}

  @Post('login')
  async login(@Body() body: any, @Res() res: any) {
    const digest = crypto.createHash('md5').update(body.password).digest('hex'); // error: password-hash-fast
    res.cookie('access_token', digest, { httpOnly: false, secure: true, sameSite: 'lax' }); // error: cookie-without-httponly
    res.cookie('refresh_token', digest, { httpOnly: true, sameSite: 'lax' }); // error: cookie-without-secure
    res.cookie('sid', digest, { httpOnly: true, secure: true, sameSite: 'lax' });
    return res.send('ok');
  }

  @Post('register')
  async register(@Body() body: any) {
    const password = await bcrypt.hash(body.password, 4); // error: password-hash-fast
    return this.users.save({ mail: body.mail, password });
  }

  @Get('reset')
  reset() {
    const resetToken = Math.random().toString(36).slice(2) + Date.now(); // error: insecure-random
    return resetToken;
  }

  @Get('me')
  me(@Req() req: any) {
    return this.jwt.decode(req.headers.authorization); // error: jwt-not-verified
  }

  @Get('me2')
  me2(@Req() req: any) {
    return this.jwt.verify(req.headers.authorization);
  }
}

export async function plugins(server: FastifyInstance) {
  await server.register(fastifyCors, { origin: true, credentials: true }); // error: cors-any-origin-with-credentials
  await server.register(fastifyCors, { origin: ORIGINS, credentials: true });
  await server.register(fastifyJwt, { secret: 'studio-key' }); // error: secret-key-constant
  await server.register(fastifyHelmet, { contentSecurityPolicy: false }); // error: disabled-security-header
  server.get('/session', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.setCookie('session', 'x', { path: '/', httpOnly: true, secure: false }); // error: cookie-without-secure error: cookie-without-samesite
    reply.header('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
    return reply.send({});
  });
}

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  res.setHeader('Set-Cookie', `token=${crypto.randomUUID()}; Path=/; Secure`); // error: cookie-without-httponly
  res.setHeader('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
  res.status(200).json({});
}

export async function POST() {
  (await cookies()).set('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
  (await cookies()).set('auth_token', 'x', { secure: true }); // error: cookie-without-httponly
  const response = NextResponse.json({});
  response.cookies.set('session', 'x', { httpOnly: true, secure: true });
  response.headers.set('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
  return response;
}

export class Partner {
  private readonly http: AxiosInstance;
  constructor() {
    this.http = axios.create({ httpsAgent: new https.Agent({ rejectUnauthorized: false }) }); // error: tls-verification-off
  }
  load = () => this.http.get('/x');
}

export class Vault {
  private static readonly KEY = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
  private static readonly IV = Buffer.alloc(16, 0);

  seal(text: string) {
    return crypto.createCipheriv('aes-128-cbc', Vault.KEY, Vault.IV).update(text); // error: insecure-cipher-mode error: secret-key-constant
  }
  sealRandom(text: string, key: Buffer) {
    const iv = crypto.randomBytes(12);
    return crypto.createCipheriv('aes-256-gcm', key, iv).update(text);
  }
  fingerprint(text: string) {
    return crypto.createHash('sha1').update(text).digest('hex');
  }
  sign(text: string) {
    return crypto.createHmac('sha256', 'constant-key').update(text).digest('hex'); // error: secret-key-constant
  }
  keys() {
    return crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding: { type: 'spki', format: 'pem' } }); // error: short-key
  }
}

export const redis = new Redis({ host: 'cache', password: 'cache-pass-1' }); // error: hardcoded-credential
export const db = new Sequelize('studio', 'app', 'studio-db-77', { dialect: 'postgres' }); // error: hardcoded-credential
export const io = new Server({ cors: { origin: '*' } }); // error: cors-any-origin
export const directory = ldap.createClient({ url: 'ldaps://d', tlsOptions: { rejectUnauthorized: false } }); // error: tls-verification-off

export function cache(data: string) {
  fs.writeFileSync(path.join(os.tmpdir(), 'studio.json'), data); // error: insecure-temp-file
  fs.writeFileSync(path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'studio-')), 'a.json'), data);
  fs.chmodSync(path.join('/srv', 'studio'), 0o777); // error: world-writable-file
}

export async function update(req: NextApiRequest) {
  await prisma.user.update({ where: { id: 1 }, data: req.body }); // error: mass-assignment
  await prisma.user.create({ data: { ...req.body, role: 'user' } }); // error: mass-assignment
  await prisma.user.update({ where: { id: 1 }, data: { name: req.body.name } });
}

export const isHandle = (text: string) => /^([\w-]+\.?)+$/.test(text); // error: catastrophic-regex

async function main() {
  const app = await NestFactory.create(AuthModule, { cors: { origin: true, credentials: true } }); // error: cors-any-origin-with-credentials
  app.enableCors({ origin: ORIGINS, credentials: true });
  await app.listen(3000);
}
void main();
