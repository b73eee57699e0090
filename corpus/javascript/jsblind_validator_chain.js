const express = require('express');
const { body, query, param, check, matchedData, validationResult, oneOf, checkSchema } = require('express-validator');
const { exec } = require('child_process');
const app = express();
app.use(express.json());

const validate = (req, res, next) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(422).json({ errors: errors.array() });
  next();
};

app.get('/1', query('host').isIP(), validate, (req, res) => {
  exec('ping ' + req.query.host);
  res.end();
});
app.get('/2', query('host').isIP(), (req, res) => {
  exec('ping ' + req.query.host); // error: command-injection
  res.end();
});
app.get('/3', [query('id').isInt().toInt(), query('name').isAlphanumeric()], (req, res) => {
  const result = validationResult(req);
  if (!result.isEmpty()) {
    return res.status(400).send({ errors: result.array() });
  }
  res.send(`<p>${req.query.id} ${req.query.name} ${req.query.other}</p>`); // error: xss
});
app.get('/4', [query('id').isInt().toInt(), query('name').isAlphanumeric()], (req, res) => {
  const result = validationResult(req);
  if (result.isEmpty()) {
    return res.send(`<p>${req.query.id} ${req.query.name}</p>`);
  }
  res.sendStatus(400);
});
app.post('/5', body('name').escape(), (req, res) => {
  res.send('<p>' + req.body.name + '</p>');
});
app.post('/6', body('name').trim().notEmpty(), validate, (req, res) => {
  res.send('<p>' + req.body.name + '</p>'); // error: xss
});
app.post('/7', body('name').isUUID(), body('text').isString(), (req, res) => {
  validationResult(req).throw();
  const data = matchedData(req);
  res.send(`<p>${data.name}</p>`);
});
app.post('/8', body('text').isString(), validate, (req, res) => {
  const { text } = matchedData(req);
  res.send(`<p>${text}</p>`); // error: xss
});
app.get('/9/:id', param('id').isMongoId(), validate, (req, res) => {
  res.send(`<p>${req.params.id}</p>`);
});
app.post('/10', checkSchema({ kind: { in: ['body'], isIn: { options: [['a', 'b']] } } }), validate, (req, res) => {
  res.send(`<p>${req.body.kind}</p>`);
});
app.post('/11', check('mail').isEmail().normalizeEmail(), validate, (req, res) => {
  console.log('mail ' + req.body.mail);
  console.log('text ' + req.body.text); // error: log-injection
  res.end();
});
app.post('/12', body('page').isNumeric(), validate, (req, res) => {
  res.send('<p>page ' + req.body.page + '</p>');
});
