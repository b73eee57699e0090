const express = require('express');
const multer = require('multer');
const fileUpload = require('express-fileupload');
const Busboy = require('busboy');
const { formidable } = require('formidable');
const unzipper = require('unzipper');
const yauzl = require('yauzl');
const AdmZip = require('adm-zip');
const JSZip = require('jszip');
const tar = require('tar-stream');
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const app = express();
const OUT = '/srv/out';

const storage = multer.diskStorage({
  destination: (req, file, cb) => cb(null, OUT),
  filename: (req, file, cb) => cb(null, file.originalname), // error: path-traversal
});
const safeStorage = multer.diskStorage({
  destination: OUT,
  filename: (req, file, cb) => cb(null, Date.now() + path.extname(file.originalname)),
});
const upload = multer({ storage });
const upload2 = multer({ storage: safeStorage });
const memory = multer({ storage: multer.memoryStorage() });

app.post('/1', upload.single('a'), (req, res) => res.send('<p>' + req.file.originalname + '</p>')); // error: xss
app.post('/2', upload2.array('a'), (req, res) => res.json(req.files.map((f) => f.originalname)));
app.post('/3', memory.single('a'), (req, res) => {
  fs.writeFileSync(path.join(OUT, req.file.originalname), req.file.buffer); // error: path-traversal
  fs.writeFileSync(path.join(OUT, path.basename(req.file.originalname)), req.file.buffer);
  res.end();
});
app.post('/4', fileUpload(), (req, res) => {
  req.files.doc.mv(OUT + '/' + req.files.doc.name, () => res.end()); // error: path-traversal
});
app.post('/5', fileUpload(), (req, res) => {
  req.files.doc.mv(OUT + '/' + req.files.doc.md5, () => res.end());
});
app.post('/6', (req, res) => {
  const bb = Busboy({ headers: req.headers });
  bb.on('file', (name, file, info) => {
    file.pipe(fs.createWriteStream(path.join(OUT, info.filename))); // error: path-traversal
  });
  bb.on('field', (name, val) => console.log(`field ${name}: ${val}`)); // error: log-injection
  bb.on('close', () => res.end());
  req.pipe(bb);
});
app.post('/7', async (req, res) => {
  const form = formidable({ uploadDir: OUT });
  const [fields, files] = await form.parse(req);
  fs.renameSync(files.doc[0].filepath, path.join(OUT, files.doc[0].originalFilename)); // error: path-traversal
  fs.renameSync(files.doc[0].filepath, path.join(OUT, files.doc[0].newFilename));
  res.send('<p>' + fields.title[0] + '</p>'); // error: xss
});
app.post('/8', (req, res) => {
  req.pipe(unzipper.Parse()).on('entry', (entry) => {
    entry.pipe(fs.createWriteStream(path.join(OUT, entry.path))); // error: path-traversal
  });
  res.end();
});
app.post('/9', (req, res) => {
  req.pipe(unzipper.Parse()).on('entry', (entry) => {
    const target = path.join(OUT, entry.path);
    if (!target.startsWith(OUT + path.sep)) {
      entry.autodrain();
      return;
    }
    entry.pipe(fs.createWriteStream(target));
  });
  res.end();
});
app.post('/10', (req, res) => {
  req.pipe(unzipper.Extract({ path: OUT }));
  res.end();
});
app.post('/11', memory.single('z'), async (req, res) => {
  const zip = await JSZip.loadAsync(req.file.buffer);
  zip.forEach((name, entry) => {
    entry.async('nodebuffer').then((data) => fs.writeFileSync(path.join(OUT, name), data)); // error: path-traversal
  });
  for (const name of Object.keys(zip.files)) {
    if (name.includes('..') || path.isAbsolute(name)) continue;
    fs.writeFileSync(path.join(OUT, name), await zip.file(name).async('nodebuffer'));
  }
  res.end();
});
app.post('/12', memory.single('z'), (req, res) => {
  const zip = new AdmZip(req.file.buffer);
  for (const entry of zip.getEntries()) {
    fs.writeFileSync(path.join(OUT, entry.entryName), entry.getData()); // error: path-traversal
  }
  zip.getEntries().forEach((e) => fs.writeFileSync(path.join(OUT, path.basename(e.entryName)), e.getData()));
  res.end();
});
app.post('/13', (req, res) => {
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => {
    stream.pipe(fs.createWriteStream(path.join(OUT, header.name))); // error: path-traversal
    stream.on('end', next);
  });
  req.pipe(zlib.createGunzip()).pipe(extract);
});
yauzl.open('in.zip', { lazyEntries: true }, (err, zipfile) => {
  zipfile.on('entry', (entry) => {
    zipfile.openReadStream(entry, (e, rs) => rs.pipe(fs.createWriteStream(path.join(OUT, path.basename(entry.fileName)))));
  });
});
