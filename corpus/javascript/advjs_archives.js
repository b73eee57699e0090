const fs = require('fs');
const path = require('path');
const unzipper = require('unzipper');
const AdmZip = require('adm-zip');
const tar = require('tar-stream');
const yauzl = require('yauzl');

function extractUnsafe(file, dest) {
  fs.createReadStream(file)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      entry.pipe(fs.createWriteStream(path.join(dest, entry.path))); // error: path-traversal
    });
}

function extractSafe(file, dest) {
  const root = path.resolve(dest);
  fs.createReadStream(file)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      const target = path.resolve(root, entry.path);
      if (!target.startsWith(root + path.sep)) {
        entry.autodrain();
        return;
      }
      entry.pipe(fs.createWriteStream(target));
    });
}

function admUnsafe(buffer, dest) {
  const zip = new AdmZip(buffer);
  for (const entry of zip.getEntries()) {
    if (entry.isDirectory) continue;
    fs.writeFileSync(path.join(dest, entry.entryName), entry.getData()); // error: path-traversal
  }
}

function admFlat(buffer, dest) {
  const zip = new AdmZip(buffer);
  zip.getEntries().forEach((entry) => {
    fs.writeFileSync(path.join(dest, path.basename(entry.entryName)), entry.getData());
  });
}

function admWrongCheck(buffer, dest) {
  const zip = new AdmZip(buffer);
  zip.getEntries().forEach((entry) => {
    if (entry.entryName.startsWith('/')) return;
    fs.writeFileSync(path.join(dest, entry.entryName), entry.getData()); // error: path-traversal
  });
}

function tarUnsafe(stream, dest) {
  const extract = tar.extract();
  extract.on('entry', (header, body, next) => {
    body.pipe(fs.createWriteStream(`${dest}/${header.name}`)); // error: path-traversal
    body.on('end', next);
  });
  stream.pipe(extract);
}

function tarDots(stream, dest) {
  const extract = tar.extract();
  extract.on('entry', (header, body, next) => {
    if (header.name.includes('..')) return next();
    body.pipe(fs.createWriteStream(path.join(dest, header.name)));
    body.on('end', next);
  });
  stream.pipe(extract);
}

function yauzlUnsafe(file, dest) {
  yauzl.open(file, { lazyEntries: true, decodeStrings: false }, (err, zipfile) => {
    zipfile.on('entry', (entry) => {
      const out = path.join(dest, entry.fileName.toString());
      zipfile.openReadStream(entry, (e, rs) => rs.pipe(fs.createWriteStream(out))); // error: path-traversal
    });
  });
}
module.exports = { extractUnsafe, extractSafe, admUnsafe, admFlat, admWrongCheck, tarUnsafe, tarDots, yauzlUnsafe };
