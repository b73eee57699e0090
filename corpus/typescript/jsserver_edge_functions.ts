import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { app, type HttpRequest } from '@azure/functions';
import { execFile, execSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';

import { publicProcedure, router } from './trpc';
import { reports } from './reports';

const log = pino();
const TEMPLATES = '/opt/templates';
const FORMATS: Record<string, string[]> = { pdf: ['--pdf'], png: ['--png', '--scale', '2'] };

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> {
  const { report, format = 'pdf' } = event.queryStringParameters ?? {};
  log.info({ report, format }, 'render');
  if (!Object.hasOwn(FORMATS, format)) {
    log.warn(`unknown format ${format}`); // error: log-injection
    return { statusCode: 400 };
  }
  execFile('render', [...FORMATS[format], String(report)]);
  execSync(`render --list ${format}`);
  const template = readFileSync(join(TEMPLATES, `${event.pathParameters?.template}.html`), 'utf8'); // error: path-traversal
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ template }) };
}

app.http('purge', {
  methods: ['POST'],
  handler: async (request: HttpRequest) => {
    const body = (await request.json()) as { folder: string; file: string };
    rmSync(join('/tmp/cache', basename(body.file)));
    rmSync(join('/tmp/cache', body.folder), { recursive: true }); // error: path-traversal
    log.info('purged from ' + request.headers.get('user-agent'));
    return { status: 204 };
  },
});

export const resolvers = {
  Query: {
    report: (_parent: unknown, args: { id: number; name: string }) => reports.find(args.id),
    preview: async (_parent: unknown, { name }: { name: string }, context: { user?: string }) => {
      if (!context.user) {
        throw new Error('sign in');
      }
      log.debug(`preview of ${name} asked`); // error: log-injection
      return execSync(`render --preview '${name}'`).toString('base64'); // error: command-injection
    },
  },
  Mutation: {
    archive: (_parent: unknown, args: { name: string }) => {
      if (!/^[\w-]+$/.test(args.name)) {
        return false;
      }
      execSync(`tar czf /srv/archive/${args.name}.tgz /srv/reports/${args.name}`);
      return true;
    },
  },
};

export const appRouter = router({
  convert: publicProcedure
    .input(z.object({ file: z.string(), quality: z.number().int() }))
    .mutation(async ({ input }) => {
      execSync(`convert -quality ${input.quality} in.png out.png`);
      execSync(`convert ${input.file} out.png`); // error: command-injection
      return { ok: true };
    }),
  formats: publicProcedure.query(() => Object.keys(FORMATS)),
});
