const express = require('express');
const multer = require('multer');
const AdmZip = require('adm-zip');
const unzipper = require('unzipper');
const tar = require('tar');
const yaml = require('js-yaml');
const { unserialize } = require('node-serialize');
const libxmljs = require('libxmljs2');
const { XMLParser } = require('fast-xml-parser');
const { parseStringPromise } = require('xml2js');
const fs = require('fs');
const fsp = require('fs/promises');
const path = require('path');
const vm = require('vm');

const router = express.Router();
const OUT = '/srv/imports';
const upload = multer({ dest: '/tmp/uploads' });

function insideOut(name) {
  const target = path.resolve(OUT, name);
  return target.startsWith(OUT + '/') ? target : null;
}

router.post('/zip', upload.single('archive'), (req, res) => {
  const zip = new AdmZip(req.file.path);
  let count = 0;
  for (const entry of zip.getEntries()) {
    if (entry.isDirectory) continue;
    fs.writeFileSync(path.join(OUT, entry.entryName), entry.getData()); // error: path-traversal
    count += 1;
  }
  res.json({ count });
});

router.post('/zip/flat', upload.single('archive'), (req, res) => {
  new AdmZip(req.file.path).getEntries().forEach((entry) => {
    fs.writeFileSync(path.join(OUT, path.basename(entry.entryName)), entry.getData());
  });
  res.sendStatus(204);
});

router.post('/zip/stream', upload.single('archive'), (req, res) => {
  fs.createReadStream(req.file.path)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      const target = insideOut(entry.path);
      if (!target) {
        entry.autodrain();
        return;
      }
      entry.pipe(fs.createWriteStream(target));
    })
    .on('close', () => res.sendStatus(204));
});

router.post('/zip/stream/old', upload.single('archive'), (req, res) => {
  fs.createReadStream(req.file.path)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      const target = path.join(OUT, entry.path);
      entry.pipe(fs.createWriteStream(target)); // error: path-traversal
    });
  res.sendStatus(202);
});

router.post('/tar', upload.single('archive'), async (req, res) => {
  await tar.x({ file: req.file.path, cwd: OUT });
  await fsp.rename(req.file.path, path.join(OUT, 'done', req.file.filename));
  res.sendStatus(204);
});

router.post('/keep', upload.single('archive'), async (req, res) => {
  await fsp.copyFile(req.file.path, path.join(OUT, req.file.originalname)); // error: path-traversal
  res.sendStatus(204);
});

router.post('/yaml', (req, res) => {
  const doc = yaml.load(req.body.text);
  res.json({ title: doc.title });
});

router.post('/yaml/full', (req, res) => {
  const doc = yaml.load(req.body.text, { schema: yaml.DEFAULT_FULL_SCHEMA }); // error: unsafe-deserialization
  res.json({ title: doc.title });
});

router.get('/session', (req, res) => {
  const raw = Buffer.from(req.cookies.profile, 'base64').toString();
  const profile = unserialize(raw); // error: unsafe-deserialization
  res.json({ name: profile.name });
});

router.get('/session/v2', (req, res) => {
  const profile = JSON.parse(Buffer.from(req.cookies.profile, 'base64').toString());
  res.json({ name: profile.name });
});

router.post('/xml', (req, res) => {
  const doc = libxmljs.parseXml(req.body.xml, { noent: true, noblanks: true }); // error: xml-external-entities
  res.json({ root: doc.root().name() });
});

router.post('/xml/plain', async (req, res) => {
  const doc = libxmljs.parseXml(req.body.xml, { noent: false });
  const fast = new XMLParser({ ignoreAttributes: false }).parse(req.body.xml);
  const parsed = await parseStringPromise(req.body.xml);
  res.json({ root: doc.root().name(), fast, parsed });
});

router.post('/rule', (req, res) => {
  const context = vm.createContext({ order: { total: 10 } });
  const outcome = vm.runInContext(req.body.rule, context, { timeout: 50 }); // error: code-injection
  res.json({ outcome: Boolean(outcome) });
});

router.post('/rule/fixed', (req, res) => {
  const context = vm.createContext({ total: Number(req.body.total) });
  res.json({ outcome: vm.runInContext('total > 100', context) === true });
});

module.exports = router;
