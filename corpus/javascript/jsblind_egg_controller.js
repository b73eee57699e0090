'use strict';
const { Controller, Service } = require('egg');
const path = require('path');
const fs = require('mz/fs');
const { exec } = require('child_process');

class UserController extends Controller {
  async show() {
    const { ctx } = this;
    ctx.body = `<h1>${ctx.query.name}</h1>`; // error: xss
  }
  async info() {
    this.ctx.body = { name: this.ctx.params.name };
  }
  async list() {
    const { ctx, service } = this;
    const rows = await ctx.app.mysql.query(`select * from users where name = '${ctx.query.name}'`); // error: sql-injection
    const safe = await ctx.app.mysql.query('select * from users where name = ?', [ctx.query.name]);
    ctx.body = { rows, safe };
  }
  async run() {
    const { cmd } = this.ctx.request.body;
    exec(cmd); // error: command-injection
    this.ctx.status = 204;
  }
  async go() {
    this.ctx.redirect(this.ctx.query.url); // error: open-redirect
    this.ctx.unsafeRedirect(this.ctx.query.url); // error: open-redirect
  }
  async read() {
    const { ctx } = this;
    ctx.type = 'text/plain';
    ctx.body = await fs.readFile(path.join(this.config.baseDir, 'files', ctx.query.file)); // error: path-traversal
  }
  async log() {
    const { ctx } = this;
    ctx.logger.info('user %s', ctx.query.name); // error: log-injection
    this.logger.info('user %j', ctx.query.name);
    ctx.body = 'ok';
  }
}
module.exports = UserController;
