import { App } from '@slack/bolt';
import { Telegraf, Context } from 'telegraf';
import TelegramBot from 'node-telegram-bot-api';
import { Client, Events, GatewayIntentBits, Message, ChatInputCommandInteraction } from 'discord.js';
import { createNodeMiddleware, Webhooks } from '@octokit/webhooks';
import { Probot } from 'probot';
import { exec, execFile } from 'child_process';
import { Pool } from 'pg';

const pool = new Pool();
const slack = new App({ token: 'x', signingSecret: process.env.S });
slack.command('/lookup', async ({ command, ack, respond }) => {
  await ack();
  const { rows } = await pool.query(`select * from people where name = '${command.text}'`); // error: sql-injection
  const more = await pool.query('select * from people where name = $1', [command.text]);
  await respond(`${rows.length} ${more.rowCount}`);
});
slack.message('run', async ({ message, say }) => {
  exec(`run ${(message as any).text}`); // error: command-injection
  await say('ok');
});
const bot = new Telegraf(process.env.T!);
bot.command('ping', (ctx: Context) => {
  const text = (ctx.message as any).text;
  exec('ping ' + text); // error: command-injection
  execFile('ping', [text]);
});
bot.on('text', (ctx) => {
  console.log(`${ctx.from.id}: ${ctx.message.text}`); // error: log-injection
  ctx.reply('ok');
});
const old = new TelegramBot('t', { polling: true });
old.onText(/\/echo (.+)/, (msg, match) => {
  exec('echo ' + match![1]); // error: command-injection
  old.sendMessage(msg.chat.id, match![1]);
});
const discord = new Client({ intents: [GatewayIntentBits.Guilds] });
discord.on(Events.MessageCreate, (message: Message) => {
  if (message.author.bot) return;
  console.log('message ' + message.content); // error: log-injection
  exec(`say ${message.content}`); // error: command-injection
});
discord.on('interactionCreate', async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const term = interaction.options.getString('term');
  const n = interaction.options.getInteger('n');
  exec(`find ${term}`); // error: command-injection
  exec(`head -n ${n}`);
  await interaction.reply({ content: 'done', ephemeral: true });
});
const hooks = new Webhooks({ secret: 'x' });
hooks.on('push', ({ payload }) => {
  exec(`git fetch ${payload.repository.clone_url}`); // error: command-injection
});
export default (app: Probot) => {
  app.on('issues.opened', async (context) => {
    exec(`triage "${context.payload.issue.title}"`); // error: command-injection
    await context.octokit.issues.createComment(context.issue({ body: 'Thanks!' }));
  });
};
