import { ApolloServer } from 'apollo-server-express';
import { GraphQLServer } from 'graphql-yoga';
import { mercurius } from 'mercurius';
import { z } from 'zod';
import { initTRPC, TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { Router, error, json } from 'itty-router';
import { PrismaClient } from '@prisma/client';
import { exec } from 'child_process';

const prisma = new PrismaClient();
const t = initTRPC.context<{ user?: string }>().create();
const authed = t.procedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { user: ctx.user } });
});
const Id = z.object({ id: z.string().cuid(), page: z.number().int().default(1), note: z.string().trim() });
export const router = t.router({
  get: authed.input(Id).query(async ({ input, ctx }) => {
    exec(`get ${input.id} ${input.page}`);
    exec(`get ${input.note}`); // error: command-injection
    return prisma.note.findUnique({ where: { id: input.id } });
  }),
  nested: t.router({
    raw: t.procedure.input((v: unknown) => v as string).query(({ input }) => prisma.$queryRawUnsafe(`SELECT '${input}'`)), // error: sql-injection
    safe: t.procedure.input(z.string().uuid()).mutation(({ input }) => prisma.$executeRawUnsafe(`DELETE FROM n WHERE id = '${input}'`)),
  }),
});
const typeDefs = `type Query { a(x: String, n: Int): String }`;
const resolvers = {
  Query: {
    a: (_parent: unknown, { x }: { x: string }, { dataSources }: any) => {
      exec(`a ${x}`); // error: command-injection
      return x;
    },
    b: async (_: unknown, args: { filter: { name: string } }) => prisma.$queryRawUnsafe(`SELECT * FROM t WHERE name = '${args.filter.name}'`), // error: sql-injection
    c: async (_: unknown, args: { name: string }) => prisma.user.findMany({ where: { name: { contains: args.name } } }),
  },
  Subscription: { d: { subscribe: (_: unknown, { topic }: { topic: string }) => { console.log('sub ' + topic); return null; } } }, // error: log-injection
};
new ApolloServer({ typeDefs, resolvers });

const api = new OpenAPIHono();
const route = createRoute({
  method: 'get',
  path: '/users/{id}',
  request: { params: z.object({ id: z.string().regex(/^\d+$/) }), query: z.object({ q: z.string() }) },
  responses: { 200: { description: 'ok' } },
});
api.openapi(route, (c) => {
  const { id } = c.req.valid('param');
  const { q } = c.req.valid('query');
  exec(`user ${q}`); // error: command-injection
  return c.json({ id, q });
});
