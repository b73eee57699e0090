import https from 'node:https';
import http from 'node:http';
import tls from 'node:tls';
import axios from 'axios';
import got from 'got';
import request from 'request';
import fetch from 'node-fetch';
import superagent from 'superagent';
import needle from 'needle';
import { Agent, setGlobalDispatcher, fetch as ufetch } from 'undici';
import WebSocket from 'ws';
import { Client as PgClient, Pool } from 'pg';
import mysql from 'mysql2';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import nodemailer from 'nodemailer';
import { Client as ElasticClient } from '@elastic/elasticsearch';
import { Kafka } from 'kafkajs';
import Redis from 'ioredis';
import { Client as SshClient } from 'ssh2';
import { NodeSSH } from 'node-ssh';
import ldap from 'ldapjs';
import mqtt from 'mqtt';
import puppeteer from 'puppeteer';
import { chromium } from 'playwright';
import io from 'socket.io-client';
import rp from 'request-promise';
import { app as electronApp, session } from 'electron';

process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0; // error: tls-verification-off
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';

const strict = false;

export async function calls(url) {
  https.get(url, { rejectUnauthorized: false }, () => {}); // error: tls-verification-off
  https.request({ host: 'x.org', rejectUnauthorized: strict }); // error: tls-verification-off
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false }); // error: tls-verification-off
  await axios.get(url, { httpsAgent: agent });
  await axios.get(url, { httpsAgent: new https.Agent({ rejectUnauthorized: false }) }); // error: tls-verification-off
  const options = { host: 'x.org' };
  options.rejectUnauthorized = false; // error: tls-verification-off
  https.request(options);
  await got(url, { https: { rejectUnauthorized: false } }); // error: tls-verification-off
  await got(url, { https: { rejectUnauthorized: true } });
  request({ url, strictSSL: false }); // error: tls-verification-off
  rp({ uri: url, rejectUnauthorized: false }); // error: tls-verification-off
  superagent.get(url).disableTLSCerts(); // error: tls-verification-off
  needle.get(url, { rejectUnauthorized: false }); // error: tls-verification-off
  setGlobalDispatcher(new Agent({ connect: { rejectUnauthorized: false } })); // error: tls-verification-off
  new WebSocket('wss://x.org', { rejectUnauthorized: false }); // error: tls-verification-off
  await fetch(url, { agent: new https.Agent({ rejectUnauthorized: false }) }); // error: tls-verification-off
  tls.connect(443, 'x.org', { rejectUnauthorized: false }); // error: tls-verification-off
  tls.connect({ host: 'x.org', checkServerIdentity: () => undefined }); // error: tls-verification-off
  tls.connect({ host: 'x.org', servername: 'x.org' });
}

export function stores(url) {
  new PgClient({ connectionString: url, ssl: { rejectUnauthorized: false } }); // error: tls-verification-off
  new Pool({ connectionString: url, ssl: true });
  mysql.createConnection({ host: 'db', ssl: { rejectUnauthorized: false } }); // error: tls-verification-off
  new MongoClient(url, { tlsAllowInvalidCertificates: true }); // error: tls-verification-off
  new MongoClient(url, { tlsInsecure: true }); // error: tls-verification-off
  mongoose.connect(url, { sslValidate: false }); // error: tls-verification-off
  nodemailer.createTransport({ host: 'mail', port: 465, tls: { rejectUnauthorized: false } }); // error: tls-verification-off
  new ElasticClient({ node: url, tls: { rejectUnauthorized: false } }); // error: tls-verification-off
  new Kafka({ brokers: [url], ssl: { rejectUnauthorized: false } }); // error: tls-verification-off
  new Redis(url, { tls: { rejectUnauthorized: false } }); // error: tls-verification-off
  ldap.createClient({ url, tlsOptions: { rejectUnauthorized: false } }); // error: tls-verification-off
  mqtt.connect(url, { rejectUnauthorized: false }); // error: tls-verification-off
  io(url, { rejectUnauthorized: false }); // error: tls-verification-off
}

export async function browsers() {
  await puppeteer.launch({ ignoreHTTPSErrors: true }); // error: tls-verification-off
  await puppeteer.launch({ acceptInsecureCerts: true }); // error: tls-verification-off
  const browser = await chromium.launch();
  await browser.newContext({ ignoreHTTPSErrors: true }); // error: tls-verification-off
  electronApp.commandLine.appendSwitch('ignore-certificate-errors'); // error: tls-verification-off
  electronApp.on('certificate-error', (event, webContents, url, error, certificate, callback) => { // error: tls-verification-off
    event.preventDefault();
    callback(true);
  });
  session.defaultSession.setCertificateVerifyProc((request, callback) => callback(0)); // error: tls-verification-off
}

export function versions(app, key, cert) {
  https.createServer({ key, cert, minVersion: 'TLSv1' }, app); // error: weak-tls-version
  https.createServer({ key, cert, minVersion: 'TLSv1.2' }, app);
  https.createServer({ key, cert, secureProtocol: 'SSLv3_method' }, app); // error: weak-tls-version
  https.createServer({ key, cert, secureProtocol: 'TLS_method' }, app);
  tls.connect({ host: 'x.org', maxVersion: 'TLSv1.1' }); // error: weak-tls-version
  tls.DEFAULT_MIN_VERSION = 'TLSv1'; // error: weak-tls-version
  tls.createSecureContext({ minVersion: 'TLSv1.1' }); // error: weak-tls-version
}

export function shells(host, privateKey) {
  new SshClient().connect({ host, username: 'app', privateKey, hostVerifier: () => true }); // error: ssh-host-key-unchecked
  new SshClient().connect({ host, username: 'app', privateKey, hostVerifier: (key) => key.equals(pinned) });
  new NodeSSH().connect({ host, username: 'app', privateKey, hostVerifier: () => true }); // error: ssh-host-key-unchecked
}
