import { Router, type NextFunction, type Request, type Response } from 'express';
import fileUpload, { type UploadedFile } from 'express-fileupload';
import multer from 'multer';
import crypto from 'crypto';
import fs from 'fs-extra';
import path from 'path';

const router = Router();
const AVATARS = path.join(process.cwd(), 'uploads', 'avatars');
const EXTENSIONS = new Set(['.png', '.jpg', '.webp']);

const storage = multer.diskStorage({
  destination: (req, file, done) => done(null, AVATARS),
  filename: (req, file, done) => done(null, file.originalname), // error: path-traversal
});

const hashed = multer.diskStorage({
  destination: (req, file, done) => done(null, AVATARS),
  filename: (req, file, done) => done(null, crypto.randomBytes(16).toString('hex') + path.extname(file.originalname)),
});

router.use(fileUpload({ limits: { fileSize: 1024 * 1024 } }));

router.post('/avatar', multer({ storage }).single('avatar'), (req: Request, res: Response) => {
  res.status(201).json({ name: req.file?.originalname, size: req.file?.size });
});

router.post('/avatar/v2', multer({ storage: hashed }).single('avatar'), async (req: Request, res: Response) => {
  const digest = crypto.createHash('sha256').update(await fs.readFile(req.file!.path)).digest('hex');
  console.log(`stored ${req.file!.filename} as ${digest}`);
  res.status(201).json({ digest });
});

router.post('/document', async (req: Request, res: Response) => {
  const document = req.files!.document as UploadedFile;
  await document.mv(path.join('/srv/documents', document.name)); // error: path-traversal
  res.sendStatus(201);
});

router.post('/document/v2', async (req: Request, res: Response) => {
  const document = req.files!.document as UploadedFile;
  const extension = path.extname(document.name).toLowerCase();
  if (!EXTENSIONS.has(extension)) {
    res.sendStatus(415);
    return;
  }
  await document.mv(path.join('/srv/documents', crypto.randomUUID() + extension));
  res.sendStatus(201);
});

router.delete('/document/:name', async (req: Request, res: Response) => {
  const target = path.join('/srv/documents', req.params.name);
  await fs.remove(target); // error: path-traversal
  res.sendStatus(204);
});

router.delete('/document/v2/:name', async (req: Request, res: Response, next: NextFunction) => {
  const { name } = req.params;
  if (name.includes('..') || name.includes('/')) {
    next(new Error('name'));
    return;
  }
  await fs.remove(path.join('/srv/documents', name));
  res.sendStatus(204);
});

router.get('/settings/:tenant', async (req: Request<{ tenant: string }>, res: Response) => {
  const tenant = req.params.tenant;
  const settings = await fs.readJson(`/srv/tenants/${tenant}/settings.json`); // error: path-traversal
  res.json(settings);
});

router.get('/settings/by-id/:id', async (req: Request<{ id: string }>, res: Response) => {
  const id = Number(req.params.id);
  if (!Number.isInteger(id)) {
    res.sendStatus(400);
    return;
  }
  res.json(await fs.readJson(`/srv/tenants/${id}/settings.json`));
});

router.get('/label', (req: Request, res: Response) => {
  res.attachment('label.html').send(`<h1>${req.query.text}</h1>`);
});

router.get('/label/inline', (req: Request, res: Response) => {
  res.setHeader('Content-Disposition', 'inline');
  res.send(`<h1>${req.query.text}</h1>`); // error: xss
});

export default router;
