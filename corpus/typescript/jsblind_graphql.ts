import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema, GraphQLObjectType, GraphQLSchema, GraphQLString, GraphQLInt } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';
import { createYoga, createSchema } from 'graphql-yoga';
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import express from 'express';
import { Pool } from 'pg';
import { exec } from 'node:child_process';

const pool = new Pool();
const resolvers = {
  Query: {
    user: async (_parent: unknown, args: { id: string }) => (await pool.query(`select * from u where id = '${args.id}'`)).rows, // error: sql-injection
    safe: async (_: unknown, { id }: { id: string }) => (await pool.query('select * from u where id = $1', [id])).rows,
  },
  Mutation: {
    run(_: unknown, { cmd }: { cmd: string }) {
      exec('make ' + cmd); // error: command-injection
      return true;
    },
  },
  User: {
    posts: (parent: { id: string }, args: { order: string }) => pool.query('select * from p order by ' + args.order), // error: sql-injection
  },
};
const server = new ApolloServer({ typeDefs: '#graphql', resolvers });
startStandaloneServer(server);

const schema = buildSchema('type Query { host(name: String!): String, dice(n: Int!): Int }');
const rootValue = {
  host: ({ name }: { name: string }) => {
    exec(`host ${name}`); // error: command-injection
    return name;
  },
  constant: () => {
    exec('uptime');
    return 'ok';
  },
};
const app = express();
app.all('/graphql', createHandler({ schema, rootValue }));

const query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    file: {
      type: GraphQLString,
      args: { name: { type: GraphQLString } },
      resolve: (source, args) => {
        exec('cat ' + args.name); // error: command-injection
        return 'x';
      },
    },
    count: {
      type: GraphQLInt,
      args: { n: { type: GraphQLInt } },
      resolve: (source, { n }) => {
        exec('seq ' + n);
        return n;
      },
    },
  },
});
export const built = new GraphQLSchema({ query });

const yoga = createYoga({
  schema: createSchema({
    typeDefs: 'type Query { hi(name: String): String }',
    resolvers: {
      Query: {
        hi: (_, { name }) => {
          console.log('hi ' + name); // error: log-injection
          return `hi ${name}`;
        },
      },
    },
  }),
});
app.use('/yoga', yoga as any);

const t = initTRPC.create();
export const appRouter = t.router({
  byId: t.procedure.input(z.number()).query(({ input }) => pool.query(`select * from u where id = ${input}`)),
  byName: t.procedure.input(z.string()).query(({ input }) => pool.query(`select * from u where name = '${input}'`)), // error: sql-injection
  byTag: t.procedure.input(z.object({ tag: z.string(), n: z.number() })).mutation(async (opts) => {
    const { tag, n } = opts.input;
    await pool.query(`delete from u where tag = '${tag}'`); // error: sql-injection
    await pool.query(`delete from u where n = ${n}`);
  }),
});
