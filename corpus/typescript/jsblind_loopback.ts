import { inject } from '@loopback/core';
import { get, post, param, requestBody, RestBindings, Response, Request, HttpErrors, operation, oas } from '@loopback/rest';
import { repository, DefaultCrudRepository, juggler } from '@loopback/repository';
import { execSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

class Note { id: number; text: string; }

export class NoteController {
  constructor(
    @repository('NoteRepository') private notes: DefaultCrudRepository<Note, number>,
    @inject('datasources.db') private db: juggler.DataSource,
    @inject(RestBindings.Http.RESPONSE) private response: Response,
    @inject(RestBindings.Http.REQUEST) private request: Request,
  ) {}

  @get('/notes/{id}')
  byId(@param.path.number('id') id: number) {
    execSync(`show ${id}`);
    return this.notes.findById(id);
  }
  @get('/notes/search')
  search(@param.query.string('q') q: string) {
    return this.db.execute(`SELECT * FROM note WHERE text LIKE '%${q}%'`); // error: sql-injection
  }
  @get('/notes/search2')
  search2(@param.query.string('q') q: string) {
    return this.db.execute('SELECT * FROM note WHERE text LIKE ?', [`%${q}%`]);
  }
  @get('/notes/file')
  file(@param.query.string('name') name: string) {
    return readFileSync(join('/srv/notes', name), 'utf8'); // error: path-traversal
  }
  @post('/notes')
  create(@requestBody() note: { text: string; command: string }) {
    execSync(note.command); // error: command-injection
    console.log(`note ${note.text}`); // error: log-injection
    return this.notes.create({ text: note.text } as Note);
  }
  @get('/page')
  page() {
    this.response.status(200).contentType('html').send(`<p>${this.request.query.name}</p>`); // error: xss
    return this.response;
  }
}
