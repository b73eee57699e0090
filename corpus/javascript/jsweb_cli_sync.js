import { program } from 'commander';
import chalk from 'chalk';
import minimist from 'minimist';
import axios from 'axios';
import needle from 'needle';
import superagent from 'superagent';
import ky from 'ky';
import { execFile, execSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import mysql from 'mysql';

const connection = mysql.createConnection({ host: 'localhost', user: 'sync' });
const flags = minimist(process.argv.slice(2));

program
  .option('-t, --table <table>')
  .option('-u, --url <url>')
  .action(async (options) => {
    await syncTable(options.table);
    await download(options.url);
  });

function syncTable(table) {
  return new Promise((resolve, reject) => {
    connection.query('SELECT * FROM ?? WHERE dirty = 1', [table], (error, rows) => {
      if (error) {
        reject(error);
        return;
      }
      console.log(chalk.green(`${rows.length} rows`));
      resolve(rows.map((row) => row.id));
    });
  });
}

async function download(url) {
  const response = await axios.get(url, { responseType: 'arraybuffer' });
  await writeFile('dump.bin', response.data);
}

function pack(name) {
  execSync(`tar czf ${name}.tgz data`); // error: command-injection
  execFile('tar', ['czf', name + '.tgz', 'data']);
}

async function mirror() {
  const feed = await ky.get('https://feeds.example.com/items.json').json();
  for (const item of feed.items) {
    execFile('convert', [item.image, '-resize', '200x', `out/${Number(item.id)}.png`]);
    execSync('convert ' + item.image + ' out.png'); // error: command-injection
  }
  needle.get('https://feeds.example.com/tools.json', (error, response, body) => {
    execSync('install-tool ' + body.name); // error: command-injection
  });
  superagent.get('https://feeds.example.com/more.json').end((error, response) => {
    execSync(`install-tool ${response.body.name}`); // error: command-injection
    execSync(`install-tool --count ${response.body.tools.length}`);
  });
}

function report() {
  connection.query('SELECT name, total FROM totals', (error, rows) => {
    for (const row of rows) {
      connection.query('UPDATE names SET total = ? WHERE name = ?', [row.total, row.name]);
      connection.query("UPDATE names SET seen = 1 WHERE name = '" + row.name + "'"); // error: sql-injection
    }
  });
}

pack(flags.name);
program.parse();
mirror();
report();
