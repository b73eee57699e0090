import { Body, Controller, Get, Header, Param, ParseIntPipe, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, DataSource } from 'typeorm';
import { Request, Response } from 'express';
import * as fs from 'fs';
import { Note } from './note.entity';

@Controller('notes')
export class NotesController {
  constructor(@InjectRepository(Note) private readonly notes: Repository<Note>, private readonly dataSource: DataSource) {}

  @Get('search')
  async search(@Query('q') q: string) {
    return this.dataSource.query(`SELECT * FROM note WHERE title LIKE '%${q}%'`); // error: sql-injection
  }

  @Get('search2')
  async search2(@Query('q') q: string) {
    return this.dataSource.query('SELECT * FROM note WHERE title LIKE $1', [`%${q}%`]);
  }

  @Get('builder')
  async builder(@Query('owner') owner: string, @Query('sort') sort: string) {
    return this.notes
      .createQueryBuilder('n')
      .where(`n.owner = '${owner}'`) // error: sql-injection
      .getMany();
  }

  @Get('builder2')
  async builder2(@Query('owner') owner: string) {
    return this.notes.createQueryBuilder('n').where('n.owner = :owner', { owner }).getMany();
  }

  @Get('html')
  @Header('content-type', 'text/html')
  html(@Query('title') title: string) {
    return `<h1>${title}</h1>`; // error: xss
  }

  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number) {
    return this.dataSource.query(`SELECT * FROM note WHERE id = ${id}`);
  }

  @Get('file/:name')
  file(@Param('name') name: string, @Res() res: Response) {
    fs.createReadStream('/srv/notes/' + name).pipe(res); // error: path-traversal
  }

  @Post('go')
  go(@Body() body: { url: string }, @Res() res: Response) {
    res.redirect(body.url); // error: open-redirect
  }

  @Get('req')
  raw(@Req() req: Request, @Res() res: Response) {
    res.send('<p>' + req.query.text + '</p>'); // error: xss
  }
}
