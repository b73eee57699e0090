import express from 'express';
import path from 'node:path';

const app = express();
const FORMATS = { csv: './formats/csv.js', json: './formats/json.js' };

app.get('/export/:format', async (req, res) => {
  const file = FORMATS[req.params.format];
  if (!file) return res.sendStatus(404);
  const { render } = await import(file);
  res.type('text/plain').send(render());
});

app.get('/plugin', async (req, res) => {
  const plugin = await import(req.query.name); // error: code-injection
  res.json({ ok: Boolean(plugin) });
});

app.get('/locale', async (req, res) => {
  try {
    const data = JSON.parse(req.query.data);
    res.json({ locale: data.locale });
  } catch (err) {
    res.status(400).send('Bad data: ' + err.message); // error: xss
  }
});

app.get('/safe', (req, res) => {
  try {
    res.json(JSON.parse(req.query.data));
  } catch (err) {
    res.status(400).json({ problem: err.message });
  }
});
app.listen(3000);
