import express, { type Request, type Response } from 'express';
import { exec, execFile, execSync, spawn, spawnSync, type ExecOptions } from 'child_process';
import { execa, execaCommand } from 'execa';
import crossSpawn from 'cross-spawn';
import shell from 'shelljs';
import { quote } from 'shell-quote';
import util from 'util';
import path from 'path';

const app = express();
app.use(express.json());

const BRANCH = /^[A-Za-z0-9._-]{1,80}$/;
const TARGETS: Record<string, string> = { web: 'npm run build:web', api: 'npm run build:api' };
const run = util.promisify(exec);

interface BuildRequest {
  repo: string;
  branch: string;
  target: string;
  jobs: number;
}

function git(args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd }, (failure, stdout) => (failure ? reject(failure) : resolve(stdout)));
  });
}

function inWorkspace(command: string, options: ExecOptions = {}) {
  return run(command, { cwd: '/srv/workspace', ...options }); // error: command-injection
}

app.post('/clone', async (req: Request<unknown, unknown, BuildRequest>, res: Response) => {
  const { repo, branch } = req.body;
  await inWorkspace(`git clone --branch ${branch} ${repo}`);
  res.sendStatus(202);
});

app.post('/clone/v2', async (req: Request, res: Response) => {
  await git(['clone', '--branch', req.body.branch, '--', req.body.repo], '/srv/workspace');
  res.sendStatus(202);
});

app.post('/checkout', (req: Request, res: Response) => {
  const branch: string = req.body.branch;
  if (!BRANCH.test(branch)) {
    res.status(400).json({ message: 'branch' });
    return;
  }
  execSync(`git checkout ${branch}`, { cwd: '/srv/workspace' });
  res.sendStatus(204);
});

app.post('/build', async (req: Request, res: Response) => {
  const command = TARGETS[req.body.target];
  if (command === undefined) {
    res.sendStatus(404);
    return;
  }
  await run(command);
  const jobs = parseInt(req.body.jobs, 10);
  execSync(`make -j${jobs}`);
  res.sendStatus(204);
});

app.post('/script', async (req: Request, res: Response) => {
  const { name, args } = req.body;
  spawn('npm', ['run', name, '--', ...args], { stdio: 'inherit' });
  spawnSync('npm', ['run', name], { shell: true }); // error: command-injection
  crossSpawn('npm', ['run', name]);
  crossSpawn.sync(name, []); // error: command-injection
  res.sendStatus(202);
});

app.get('/log', (req: Request, res: Response) => {
  const since = req.query.since as string;
  shell.exec('journalctl -u agent --since ' + since); // error: command-injection
  shell.exec('journalctl -u agent --since ' + quote([since]));
  shell.cat(path.join('/var/log/agent', path.basename(since)));
  res.sendStatus(204);
});

app.get('/tools', async (req: Request, res: Response) => {
  const { tool, version } = req.query as Record<string, string>;
  await execa('npx', [tool, '--version']);
  await execaCommand(`npx ${tool} --version`);
  await execa(`which ${tool}`, { shell: true }); // error: command-injection
  const child = spawn('bash', ['-c', `nvm use ${version}`]); // error: command-injection
  child.on('exit', (code) => res.json({ code }));
});

app.listen(4100);
