import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { ApolloServer } from '@apollo/server';
import { buildSchema, GraphQLObjectType, GraphQLString, GraphQLInt, GraphQLNonNull } from 'graphql';
import { graphqlHTTP } from 'express-graphql';
import { Arg, Int, Mutation, Query, Resolver } from 'type-graphql';
import express from 'express';
import { exec, execFile } from 'child_process';
import { readFile } from 'fs/promises';
import path from 'path';
import { Pool } from 'pg';
import pino from 'pino';

const pool = new Pool();
const logger = pino();
const t = initTRPC.create();
const procedure = t.procedure;

export const appRouter = t.router({
  user: procedure.input(z.object({ name: z.string(), id: z.number(), key: z.string().uuid() })).query(async ({ input }) => {
    logger.info(`user ${input.id} ${input.key}`);
    logger.info(`user ${input.name}`); // error: log-injection
    await pool.query(`SELECT * FROM users WHERE id = ${input.id}`);
    await pool.query(`SELECT * FROM users WHERE name = '${input.name}'`); // error: sql-injection
    return pool.query('SELECT * FROM users WHERE name = $1', [input.name]);
  }),
  run: t.procedure.input(z.object({ tool: z.enum(['lint', 'test']), target: z.string() })).mutation(({ input, ctx }) => {
    exec(`npm run ${input.tool}`);
    exec(`npm run ${input.tool} -- ${input.target}`); // error: command-injection
    execFile('npm', ['run', input.tool, '--', input.target]);
    if (!input.target) {
      throw new TRPCError({ code: 'BAD_REQUEST', message: input.target });
    }
    return { ok: true };
  }),
  text: procedure.input(z.string()).query(({ input }) => readFile(path.join('/srv/texts', input), 'utf8')), // error: path-traversal
  page: procedure.input(z.coerce.number()).query(({ input }) => readFile(path.join('/srv/pages', `${input}.txt`), 'utf8')),
});

const typeDefs = `#graphql
  type Query { person(name: String!): String, count(first: Int): Int }
`;

const resolvers = {
  Query: {
    person: async (_parent: unknown, args: { name: string }, context: { pool: Pool }) => {
      await pool.query(`SELECT * FROM people WHERE name = '${args.name}'`); // error: sql-injection
      await pool.query('SELECT * FROM people WHERE name = $1', [args.name]);
      return args.name;
    },
    file: async (_: unknown, { name }: { name: string }) => {
      await readFile(path.join('/srv/files', path.basename(name)));
      return readFile(path.join('/srv/files', name), 'utf8'); // error: path-traversal
    },
  },
  Mutation: {
    async build(_: unknown, { branch, depth }: { branch: string; depth: number }) {
      exec(`git clone --depth ${depth} /srv/repo`);
      exec(`git checkout ${branch}`); // error: command-injection
      return true;
    },
  },
};

export const server = new ApolloServer({ typeDefs, resolvers });

const QueryType = new GraphQLObjectType({
  name: 'Query',
  fields: {
    ping: {
      type: GraphQLString,
      args: { host: { type: new GraphQLNonNull(GraphQLString) }, count: { type: GraphQLInt } },
      resolve: (_source, args) => {
        exec(`ping -c 1 ${args.host}`); // error: command-injection
        execFile('ping', ['-c', '1', args.host]);
        return 'ok';
      },
    },
  },
});

const root = {
  search: ({ term }: { term: string }) => pool.query(`SELECT * FROM docs WHERE text LIKE '%${term}%'`), // error: sql-injection
  fixed: () => pool.query('SELECT * FROM docs'),
};

const app = express();
app.use('/graphql', graphqlHTTP({ schema: buildSchema('type Query { search(term: String): String }'), rootValue: root }));

@Resolver()
export class RecipeResolver {
  @Query(() => String)
  async recipe(@Arg('name') name: string, @Arg('first', () => Int) first: number) {
    await pool.query(`SELECT * FROM recipes LIMIT ${first}`);
    await pool.query(`SELECT * FROM recipes WHERE name = '${name}'`); // error: sql-injection
    return name;
  }

  @Mutation(() => Boolean)
  async print(@Arg('file') file: string) {
    execFile('lp', [path.join('/srv/recipes', path.basename(file))]);
    exec(`lp ${file}`); // error: command-injection
    return true;
  }
}

export { QueryType };
