import { JsonController, Controller, Get, Post, Param, QueryParam, QueryParams, Body, BodyParam, HeaderParam, CookieParam, Req, Res, UploadedFile, Redirect, ContentType, Middleware, ExpressMiddlewareInterface, Params } from 'routing-controllers';
import { Request, Response } from 'express';
import { IsInt, IsString } from 'class-validator';
import { exec } from 'child_process';
import { writeFile } from 'fs/promises';

class Filter { @IsInt() page: number; @IsString() q: string; }

@Controller('/pages')
export class PageController {
  @Get('/hello')
  hello(@QueryParam('name') name: string) {
    return '<h1>Hello ' + name + '</h1>'; // error: xss
  }
  @Get('/plain')
  @ContentType('text/plain')
  plain(@QueryParam('name') name: string) {
    return 'Hello ' + name;
  }
  @Get('/:id')
  one(@Param('id') id: number) {
    return `<p>${id}</p>`;
  }
  @Get('/raw/:slug')
  raw(@Param('slug') slug: string, @Res() response: Response) {
    return response.send(`<p>${slug}</p>`); // error: xss
  }
}
@JsonController('/jobs')
export class JobController {
  @Post('/')
  create(@Body() body: { command: string }, @HeaderParam('x-trace') trace: string) {
    exec(body.command); // error: command-injection
    return { ok: true, trace };
  }
  @Get('/list')
  list(@QueryParams() filter: Filter) {
    exec(`list --page ${filter.page}`);
    exec(`list --q ${filter.q}`); // error: command-injection
    return { name: filter.q };
  }
  @Post('/upload')
  async upload(@UploadedFile('file') file: any) {
    await writeFile('/srv/' + file.originalname, file.buffer); // error: path-traversal
    return {};
  }
  @Post('/log')
  log(@BodyParam('note') note: string, @CookieParam('sid') sid: string) {
    console.log('note', note); // error: log-injection
    console.log('sid length', sid.length);
    return {};
  }
}
