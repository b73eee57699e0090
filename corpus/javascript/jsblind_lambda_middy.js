import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand, ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import { execFileSync, execSync } from 'node:child_process';
import { Logger } from '@aws-lambda-powertools/logger';

const s3 = new S3Client({});
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const logger = new Logger({ serviceName: 'x' });

const base = async (event) => {
  const { key, statement } = event.body;
  const object = await s3.send(new GetObjectCommand({ Bucket: 'docs', Key: key }));
  await pipeline(object.Body, createWriteStream('/tmp/' + path.basename(key)));
  await pipeline(object.Body, createWriteStream('/tmp/' + key)); // error: path-traversal
  execFileSync('pdftotext', ['/tmp/' + path.basename(key)]);
  execSync(`pdftotext /tmp/${key}`); // error: command-injection
  await ddb.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM t WHERE id=?', Parameters: [key] }));
  await ddb.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM t WHERE id='${key}'` })); // error: sql-injection
  logger.info('done', { key });
  return { statusCode: 200, body: JSON.stringify({ key }) };
};
export const handler = middy(base).use(httpJsonBodyParser());

export const page = async (event) => {
  const who = event.queryStringParameters?.who ?? 'you';
  const html = ['<html>', '<body>', `<p>Hello ${who}</p>`, '</body>', '</html>'].join('\n');
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/html' },
    body: html, // error: xss
  };
};

export const safe = async (event) => {
  const who = (event.queryStringParameters?.who ?? 'you').replace(/[^a-z ]/gi, '');
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>Hello ${who}</p>` };
};

export const notify = async (event) => {
  await Promise.all(event.Records.map(async (record) => {
    const message = JSON.parse(record.Sns.Message);
    console.log('sns', record.Sns.MessageId);
    console.log('sns', message.subject); // error: log-injection
  }));
};
