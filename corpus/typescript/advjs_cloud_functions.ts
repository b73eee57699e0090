import * as functions from 'firebase-functions';
import { onRequest } from 'firebase-functions/v2/https';
import { http } from '@google-cloud/functions-framework';
import { exec } from 'child_process';
import axios from 'axios';

export const hello = functions.https.onRequest((req, res) => {
  res.send(`<h1>${req.query.name}</h1>`); // error: xss
});
export const proxy = onRequest(async (req, res) => {
  const { data } = await axios.get(req.query.url as string); // error: ssrf
  res.json(data);
});
http('run', (req, res) => {
  exec(`ls ${req.body.dir}`); // error: command-injection
  res.sendStatus(204);
});
export const call = functions.https.onCall(async (data, context) => {
  exec(`ls ${data.dir}`); // error: command-injection
  exec(`ls -${Number(data.n)}`);
  return { ok: true };
});
