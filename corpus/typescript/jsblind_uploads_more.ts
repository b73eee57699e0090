import express, { Request } from 'express';
import multer, { StorageEngine, FileFilterCallback } from 'multer';
import fileUpload, { UploadedFile } from 'express-fileupload';
import formidable, { File } from 'formidable';
import busboy from 'busboy';
import AdmZip from 'adm-zip';
import unzipper from 'unzipper';
import StreamZip from 'node-stream-zip';
import { v4 as uuid } from 'uuid';
import path from 'path';
import fs from 'fs';
import os from 'os';
import { randomBytes } from 'crypto';

const UP = path.join(os.tmpdir(), 'up');
const storage: StorageEngine = multer.diskStorage({
  destination: (_req, _file, cb) => cb(null, UP),
  filename: (_req, file, cb) => cb(null, `${uuid()}${path.extname(file.originalname)}`),
});
const named: StorageEngine = multer.diskStorage({
  destination: (req: Request, _file, cb) => cb(null, path.join(UP, req.body.folder)), // error: path-traversal
  filename: (_req, file, cb) => cb(null, `${Date.now()}-${file.originalname}`), // error: path-traversal
});
const upload = multer({ storage, fileFilter: (_r, file, cb: FileFilterCallback) => cb(null, file.mimetype.startsWith('image/')) });
const app = express();

app.post('/1', upload.single('image'), (req, res) => {
  const file = req.file!;
  fs.renameSync(file.path, path.join(UP, file.filename));
  fs.renameSync(file.path, path.join(UP, file.originalname)); // error: path-traversal
  console.log('size', file.size, file.mimetype.length);
  console.log(`uploaded ${file.originalname}`); // error: log-injection
  res.json({ name: file.originalname });
});
app.post('/2', multer({ storage: named }).array('images'), (req, res) => {
  for (const file of req.files as Express.Multer.File[]) {
    res.write(`<li>${file.originalname}</li>`); // error: xss
    res.write(`<li>${file.size}</li>`);
  }
  res.end();
});
app.post('/3', fileUpload({ createParentPath: true }), async (req, res) => {
  const doc = req.files!.document as UploadedFile;
  await doc.mv(path.join(UP, doc.name)); // error: path-traversal
  await doc.mv(path.join(UP, `${doc.md5}.pdf`));
  await doc.mv(path.join(UP, randomBytes(8).toString('hex') + path.extname(doc.name)));
  res.end();
});
app.post('/4', (req, res) => {
  const form = formidable({ multiples: true });
  form.parse(req, (err, fields, files) => {
    const file = files.file as unknown as File;
    fs.copyFileSync(file.filepath, path.join(UP, file.originalFilename!)); // error: path-traversal
    fs.copyFileSync(file.filepath, path.join(UP, path.basename(file.originalFilename!)));
    res.end(`<p>${fields.title}</p>`); // error: xss
  });
});
app.post('/5', (req, res) => {
  const bb = busboy({ headers: req.headers, limits: { fileSize: 1e6 } });
  bb.on('file', (_name, stream, info) => {
    const { filename, mimeType } = info;
    stream.pipe(fs.createWriteStream(path.join(UP, path.basename(filename))));
    stream.pipe(fs.createWriteStream(`${UP}/${filename}`)); // error: path-traversal
  });
  bb.on('finish', () => res.end());
  req.pipe(bb);
});
app.post('/6', upload.single('zip'), async (req, res) => {
  const zip = new AdmZip(req.file!.path);
  zip.getEntries().forEach((entry) => {
    const out = path.resolve(UP, entry.entryName);
    if (!out.startsWith(UP + path.sep)) throw new Error('outside');
    fs.writeFileSync(out, entry.getData());
  });
  zip.getEntries().forEach(({ entryName, getData }) => {
    fs.writeFileSync(`${UP}/${entryName}`, getData()); // error: path-traversal
  });
  const directory = await unzipper.Open.file(req.file!.path);
  for (const f of directory.files) {
    f.stream().pipe(fs.createWriteStream(path.join(UP, f.path))); // error: path-traversal
  }
  res.end();
});
