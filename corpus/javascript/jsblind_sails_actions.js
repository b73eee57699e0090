const path = require('path');
const fs = require('fs');
module.exports = {
  show: async function (req, res) {
    const id = req.param('id');
    const rows = await sails.sendNativeQuery('SELECT * FROM pet WHERE id = $1', [id]);
    const bad = await sails.sendNativeQuery(`SELECT * FROM pet WHERE id = ${id}`); // error: sql-injection
    return res.json({ rows, bad });
  },
  hello: function (req, res) {
    return res.send('<h1>' + req.param('name') + '</h1>'); // error: xss
  },
  view: function (req, res) {
    return res.view('pages/home', { name: req.param('name') });
  },
  download: function (req, res) {
    const file = path.resolve(sails.config.appPath, 'files', req.query.file);
    fs.createReadStream(file).pipe(res); // error: path-traversal
  },
  go: (req, res) => res.redirect(req.param('to')), // error: open-redirect
  note: function (req, res) {
    sails.log.info('note ' + req.body.text); // error: log-injection
    sails.log.debug('size ' + req.body.text.length);
    return res.ok();
  },
};
