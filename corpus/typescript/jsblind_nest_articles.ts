import { Body, Controller, Get, Header, Headers, Ip, Logger, Param, ParseIntPipe, ParseUUIDPipe, ParseEnumPipe, Post, Query, Redirect, Req, Res, StreamableFile, UploadedFile, UseInterceptors, ValidationPipe } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Request, Response } from 'express';
import { IsAlphanumeric, IsEmail, IsEnum, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { createReadStream, promises as fs } from 'fs';
import { join } from 'path';
import { exec } from 'child_process';

enum Kind { News = 'news', Blog = 'blog' }

class CreateDto {
  @IsAlphanumeric() slug: string;
  @IsString() title: string;
  @IsInt() views: number;
  @IsEnum(Kind) kind: Kind;
  @IsIn(['a', 'b']) group: string;
  @Matches(/^[a-z-]+$/) tag: string;
  @IsUUID() owner: string;
  @IsOptional() @IsEmail() mail?: string;
}

@Controller('articles')
export class ArticlesController {
  private readonly logger = new Logger(ArticlesController.name);
  constructor(private readonly prefix: string = 'x') {}

  @Get('hello')
  hello(@Query('name') name: string): string {
    return `<h1>Hello ${name}</h1>`; // error: xss
  }
  @Get('json')
  json(@Query('name') name: string) {
    return { name };
  }
  @Get('text')
  @Header('Content-Type', 'text/plain')
  text(@Query('name') name: string) {
    return 'Hello ' + name;
  }
  @Get('page/:id')
  page(@Param('id', ParseIntPipe) id: number, @Res() res: Response) {
    res.send(`<p>Article ${id}</p>`);
  }
  @Get('kind/:kind')
  kind(@Param('kind', new ParseEnumPipe(Kind)) kind: Kind) {
    return `<p>${kind}</p>`;
  }
  @Get('raw/:id')
  raw(@Param('id') id: string, @Res() res: Response) {
    res.send(`<p>Article ${id}</p>`); // error: xss
  }
  @Get('owner/:id')
  owner(@Param('id', new ParseUUIDPipe()) id: string) {
    return `<p>${id}</p>`;
  }
  @Post()
  create(@Body(new ValidationPipe()) dto: CreateDto) {
    exec(`publish --slug ${dto.slug} --views ${dto.views} --kind ${dto.kind}`);
    exec(`publish --group ${dto.group} --tag ${dto.tag} --owner ${dto.owner}`);
    exec(`publish --title "${dto.title}"`); // error: command-injection
    this.logger.log(`created ${dto.slug}`);
    this.logger.log(`created ${dto.title}`); // error: log-injection
  }
  @Get('file')
  file(@Query('f') f: string): StreamableFile {
    return new StreamableFile(createReadStream(join(process.cwd(), f))); // error: path-traversal
  }
  @Get('moved')
  @Redirect('https://docs.example.com', 302)
  moved(@Query('version') version: string) {
    if (version === '5') return { url: 'https://docs.example.com/v5/' };
  }
  @Get('away')
  @Redirect()
  away(@Query('to') to: string) {
    return { url: to }; // error: open-redirect
  }
  @Post('upload')
  @UseInterceptors(FileInterceptor('file'))
  async upload(@UploadedFile() file: Express.Multer.File, @Headers('x-note') note: string, @Ip() ip: string) {
    await fs.writeFile(join('/srv/up', file.originalname), file.buffer); // error: path-traversal
    await fs.writeFile(join('/srv/up', file.filename), file.buffer);
    this.logger.warn('upload from ' + ip);
    return { note };
  }
  @Get('who')
  who(@Req() req: Request) {
    return '<p>' + req.query.who + '</p>'; // error: xss
  }
}
