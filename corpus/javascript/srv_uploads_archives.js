const express = require('express');
const multer = require('multer');
const formidable = require('formidable');
const Busboy = require('busboy');
const AdmZip = require('adm-zip');
const unzipper = require('unzipper');
const tar = require('tar');
const tarStream = require('tar-stream');
const yauzl = require('yauzl');
const decompress = require('decompress');
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { exec, execFile } = require('child_process');

const app = express();
const ROOT = '/srv/uploads';

const named = multer.diskStorage({
  destination: (req, file, cb) => cb(null, ROOT),
  filename: (req, file, cb) => cb(null, file.originalname), // error: path-traversal
});
const random = multer.diskStorage({
  destination: ROOT,
  filename: (req, file, cb) => cb(null, crypto.randomUUID() + path.extname(file.originalname)),
});
const upload = multer({ storage: random });
const memory = multer({ storage: multer.memoryStorage() });

app.post('/one', upload.single('photo'), (req, res) => {
  exec(`exiftool ${req.file.path}`);
  exec(`exiftool ${req.file.originalname}`); // error: command-injection
  execFile('exiftool', [req.file.originalname]);
  fs.renameSync(req.file.path, path.join(ROOT, req.file.originalname)); // error: path-traversal
  fs.renameSync(req.file.path, path.join(ROOT, path.basename(req.file.originalname)));
  console.log('uploaded ' + req.file.originalname); // error: log-injection
  console.log('uploaded ' + req.file.size);
  res.send(`<p>Thanks for ${req.file.originalname}</p>`); // error: xss
});

app.post('/many', memory.array('photos', 5), (req, res) => {
  req.files.forEach((file) => {
    fs.writeFileSync(path.join(ROOT, file.originalname), file.buffer); // error: path-traversal
    fs.writeFileSync(path.join(ROOT, `${Date.now()}.bin`), file.buffer);
  });
  for (const { originalname, size } of req.files) {
    console.log(`photo ${JSON.stringify(originalname)} of ${size} bytes`);
  }
  res.sendStatus(201);
});

app.post('/form', (req, res) => {
  const form = formidable({ uploadDir: ROOT });
  form.parse(req, (err, fields, files) => {
    const file = files.photo[0];
    fs.copyFileSync(file.filepath, path.join(ROOT, file.originalFilename)); // error: path-traversal
    fs.copyFileSync(file.filepath, path.join(ROOT, file.newFilename));
    res.send(`<p>${fields.title}</p>`); // error: xss
  });
});

app.post('/stream', (req, res) => {
  const busboy = Busboy({ headers: req.headers });
  busboy.on('file', (name, stream, info) => {
    const { filename } = info;
    stream.pipe(fs.createWriteStream(path.join(ROOT, filename))); // error: path-traversal
    stream.pipe(fs.createWriteStream(path.join(ROOT, path.basename(filename))));
  });
  busboy.on('field', (name, value) => {
    res.write(`<p>${name}</p>`); // error: xss
    res.write(`<p>${value.length}</p>`);
  });
  req.pipe(busboy);
});

app.post('/zip', memory.single('zip'), async (req, res) => {
  const zip = new AdmZip(req.file.buffer);
  for (const entry of zip.getEntries()) {
    fs.writeFileSync(path.join(ROOT, entry.entryName), entry.getData()); // error: path-traversal
    fs.writeFileSync(path.join(ROOT, path.basename(entry.entryName)), entry.getData());
    const target = path.resolve(ROOT, entry.entryName);
    if (target.startsWith(ROOT + path.sep)) {
      fs.writeFileSync(target, entry.getData());
    }
  }
  const directory = await unzipper.Open.buffer(req.file.buffer);
  for (const file of directory.files) {
    file.stream().pipe(fs.createWriteStream(path.join(ROOT, file.path))); // error: path-traversal
  }
  fs.createReadStream('in.zip')
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      if (entry.path.includes('..')) {
        entry.autodrain();
        return;
      }
      entry.pipe(fs.createWriteStream(path.join(ROOT, entry.path)));
    });
  const extract = tarStream.extract();
  extract.on('entry', (header, stream, next) => {
    stream.pipe(fs.createWriteStream(path.join(ROOT, header.name))); // error: path-traversal
    stream.on('end', next);
  });
  yauzl.open('in.zip', { lazyEntries: true }, (err, zipfile) => {
    zipfile.on('entry', (entry) => {
      zipfile.openReadStream(entry, (e, stream) => stream.pipe(fs.createWriteStream(ROOT + '/' + entry.uncompressedSize)));
    });
  });
  await tar.x({ file: 'in.tar', cwd: ROOT });
  await decompress(req.file.buffer, '/srv/out');
  res.sendStatus(204);
});

module.exports = { app, named };
