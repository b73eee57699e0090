'use strict';

const express = require('express');
const cp = require('child_process');
const { promisify } = require('util');
const { execa, execaCommand, $ } = require('execa');
const shell = require('shelljs');
const spawn = require('cross-spawn');
const { quote } = require('shell-quote');
const shellescape = require('shell-escape');

const app = express();
app.use(express.json());

const execAsync = promisify(cp.exec);
const execFileAsync = promisify(cp.execFile);
const TOOLS = { zip: 'zip -r', tar: 'tar cf' };
const FORMATS = new Set(['png', 'webp']);

function sh(command, options = {}) {
  return new Promise((resolve, reject) => {
    cp.exec(command, { timeout: 5000, ...options }, (err, stdout) => (err ? reject(err) : resolve(stdout))); // error: command-injection
  });
}

function git(args, cwd) {
  return cp.spawnSync('git', args, { cwd, encoding: 'utf8' });
}

class Converter {
  constructor(binary = '/usr/bin/convert') {
    this.binary = binary;
  }

  resize(file, size) {
    return cp.execFileSync(this.binary, [file, '-resize', size, '-']);
  }

  resizeInShell(file, size) {
    return cp.execSync(`${this.binary} ${file} -resize ${size} -`); // error: command-injection
  }
}

app.post('/run', async (req, res, next) => {
  const { file, size, format, tool, branch, args = [] } = req.body;
  try {
    await sh('ls -l ' + file);
    await sh('ls -l', { cwd: '/srv' });
    await execAsync(`wc -l ${file}`); // error: command-injection
    await execFileAsync('wc', ['-l', file]);
    await execAsync(`wc -l ${quote([file])}`);
    await execAsync(`wc -l ${shellescape([file])}`);
    cp.execSync("cat '" + file + "'"); // error: command-injection
    cp.execSync(`cat "${file.replace(/"/g, '')}"`); // error: command-injection
    cp.execSync(`head -c ${parseInt(size, 10)} /etc/motd`);
    cp.execSync(TOOLS[tool] + ' /tmp/out /srv/data');
    git(['checkout', branch], '/srv/repo');
    cp.spawn('sh', ['-c', 'tail -f ' + file]); // error: command-injection
    cp.spawn('sh', ['-c', 'tail -f "$1"', 'sh', file]);
    cp.spawn('/bin/bash', ['-lc', `tail ${file}`]); // error: command-injection
    cp.spawn('tail', ['-f', file]);
    cp.spawn('tail', ['-f', file], { shell: true }); // error: command-injection
    cp.spawn('tail', ['-f', file], { shell: false });
    cp.spawn('tail ' + file, { shell: true }); // error: command-injection
    cp.spawn('node', ['-e', req.body.script]); // error: command-injection
    cp.spawn('node', ['script.js', req.body.script]);
    cp.execFile('python3', ['-c', `print(${req.body.expr})`]); // error: command-injection
    cp.fork(req.body.module); // error: command-injection
    cp.fork('./worker.js', [req.body.module]);
    cp.spawn(req.body.program, ['--version']); // error: command-injection
    spawn.sync('npm', ['run', req.body.target], { stdio: 'inherit' });
    spawn(req.body.program, []); // error: command-injection
    shell.exec('du -sh ' + file); // error: command-injection
    shell.exec('du -sh /srv');
    shell.rm('-rf', '/tmp/cache');
    await execa('du', ['-sh', file]);
    await execa(`du -sh ${file}`, { shell: true }); // error: command-injection
    await execa('du', ['-sh', file], { shell: '/bin/bash' }); // error: command-injection
    await execaCommand(`du -sh ${file}`);
    await $`du -sh ${file}`;
    const options = { shell: true };
    cp.spawnSync('echo', [file], options); // error: command-injection
    if (FORMATS.has(format)) {
      cp.execSync(`convert in.jpg out.${format}`);
    } else {
      cp.execSync(`convert in.jpg out.${format}`); // error: command-injection
    }
    const converter = new Converter();
    converter.resize(file, size);
    converter.resizeInShell(file, '100x100');
    const line = ['rsync', '-a', ...args, '/srv', '/backup'].join(' ');
    cp.exec(line); // error: command-injection
    cp.execFile('rsync', ['-a', ...args, '/srv', '/backup']);
    cp.exec('cat', { input: file });
    const child = cp.spawn('sort', [], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(req.body.text);
    child.stdin.end();
    const [command, ...rest] = String(req.body.line).split(' ');
    cp.execFile(command, rest); // error: command-injection
    if (['status', 'log', 'diff'].some((one) => one === req.body.verb)) {
      cp.execSync(`git ${req.body.verb}`);
    }
    if (/^[\w-]+$/.test(branch)) cp.execSync(`git checkout ${branch}`);
    if (/[\w-]+/.test(branch)) cp.execSync(`git checkout ${branch}`); // error: command-injection
    if (branch.match(/^[a-z]+$/)) {
      cp.execSync(`git checkout ${branch}`);
    }
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
});

module.exports = { app, git };
