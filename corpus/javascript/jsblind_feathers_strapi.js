const { feathers } = require('@feathersjs/feathers');
const express = require('@feathersjs/express');
const { createCoreController } = require('@strapi/strapi').factories;
const { exec } = require('child_process');
const app = express(feathers());

class Messages {
  async find(params) {
    exec(`list ${params.query.dir}`); // error: command-injection
    return [];
  }
  async get(id, params) {
    exec(`show ${id}`); // error: command-injection
    return { id };
  }
  async create(data, params) {
    exec(`add ${Number(data.n)}`);
    console.log('text', data.text); // error: log-injection
    return data;
  }
}
app.use('messages', new Messages());
app.use('/about', (req, res) => res.send(`<p>${req.query.who}</p>`)); // error: xss

module.exports = createCoreController('api::article.article', ({ strapi }) => ({
  async search(ctx) {
    const { q } = ctx.query;
    const rows = await strapi.db.connection.raw(`select * from articles where title = '${q}'`); // error: sql-injection
    const safe = await strapi.db.connection.raw('select * from articles where title = ?', [q]);
    ctx.body = { rows, safe };
  },
  async page(ctx) {
    ctx.type = 'html';
    ctx.body = `<h1>${ctx.request.body.title}</h1>`; // error: xss
  },
  async note(ctx) {
    strapi.log.info(`note ${ctx.request.body.text}`); // error: log-injection
    ctx.send({ ok: true });
  },
}));
