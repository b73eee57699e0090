import 'reflect-metadata';
import { Resolver, Query, Mutation, Arg, Args, Ctx, Int, ObjectType, Field, InputType, ArgsType, FieldResolver, Root } from 'type-graphql';
import { Length, IsEmail, IsAlphanumeric, Max } from 'class-validator';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { gql } from 'graphql-tag';
import { exec } from 'child_process';
import { Knex } from 'knex';

@ObjectType()
class Recipe { @Field() title: string; @Field(() => Int) servings: number; }

@InputType()
class RecipeInput {
  @Field() @Length(1, 30) title: string;
  @Field(() => Int) @Max(10) servings: number;
  @Field() @IsAlphanumeric() slug: string;
}

interface Context { knex: Knex; user?: { id: string } }

@Resolver(Recipe)
export class RecipeResolver {
  @Query(() => [Recipe])
  recipes(@Arg('order') order: string, @Ctx() { knex }: Context) {
    return knex('recipes').orderByRaw(order); // error: sql-injection
  }
  @Query(() => [Recipe])
  top(@Arg('n', () => Int) n: number) {
    exec(`top -n ${n}`);
    return [];
  }
  @Mutation(() => Recipe)
  add(@Arg('data') data: RecipeInput) {
    exec(`print --slug ${data.slug} --servings ${data.servings}`);
    exec(`print --title ${data.title}`); // error: command-injection
    return data;
  }
}

const typeDefs = gql`
  type Query { book(title: String!): String }
`;
const bookResolvers = {
  Query: {
    book: async (_root: unknown, { title }: { title: string }, { knex }: Context) => {
      const row = await knex('books').where({ title }).first();
      const raw = await knex.raw(`select * from books where title = '${title}'`); // error: sql-injection
      console.log(`book ${title}`); // error: log-injection
      return row ?? raw;
    },
  },
};
export const schema = makeExecutableSchema({ typeDefs, resolvers: bookResolvers });
