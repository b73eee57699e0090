#!/usr/bin/env node
const { exec, execFileSync } = require('child_process');
const fs = require('fs');
const readline = require('readline');
const yargs = require('yargs');
const { Command } = require('commander');

const [, , target, mode] = process.argv;
exec('tar czf out.tgz ' + target); // error: command-injection
execFileSync('tar', ['czf', 'out.tgz', target]);
console.log(fs.readFileSync(target, 'utf8').length);

const argv = yargs.option('name', { type: 'string' }).option('n', { type: 'number' }).argv;
exec(`git checkout ${argv.name}`); // error: command-injection
exec(`git log -n ${argv.n}`);

const program = new Command();
program.command('run <script>').action((script) => {
  exec(`sh ${script}`); // error: command-injection
});
const level = mode === 'fast' ? '-1' : '-9';
exec('gzip ' + level + ' out.tar');
console.log('packed ' + target);
