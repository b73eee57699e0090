import {
  Body, Controller, Get, Injectable, Logger, NestMiddleware, Param, ParseIntPipe, Post, Query, Req, Res, UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { CatalogService } from './catalog.service';

const run = promisify(exec);

export class CreateItemDto {
  readonly title: string;
  readonly slug: string;
}

enum Order {
  Newest = 'newest',
  Cheapest = 'cheapest',
}

@Injectable()
export class TraceMiddleware implements NestMiddleware {
  private readonly logger = new Logger('Trace');

  use(req: Request, res: Response, next: NextFunction): void {
    this.logger.debug(`tenant ${req.query.tenant}`); // error: log-injection
    res.setHeader('X-Trace', String(Date.now()));
    next();
  }
}

@Controller('catalog')
export class CatalogController {
  private readonly logger = new Logger(CatalogController.name);

  constructor(private readonly catalog: CatalogService) {}

  @Get()
  async list(@Query('q') q: string, @Query('order') order: Order) {
    const items = await this.catalog.search(q, order);
    return { q, items };
  }

  @Get('teaser')
  teaser(@Query('title') title: string): string {
    return `<section><h2>${title}</h2></section>`; // error: xss
  }

  @Get('teaser/:id')
  teaserById(@Param('id', ParseIntPipe) id: number): string {
    return `<section data-id="${id}"></section>`;
  }

  @Get('page')
  page(@Query('page') page: string, @Res() res: Response): void {
    const wanted = Number(page);
    if (Number.isNaN(wanted)) {
      res.status(400).send('<p>bad page: ' + page + '</p>'); // error: xss
      return;
    }
    res.send(`<p>Page ${wanted}</p>`);
  }

  @Post()
  async create(@Body() dto: CreateItemDto) {
    this.logger.log(`creating ${dto.title}`); // error: log-injection
    this.logger.log(`creating ${dto.title.replace(/[\r\n]/g, '_')}`);
    return this.catalog.insert(dto);
  }

  @Post('image')
  @UseInterceptors(FileInterceptor('image'))
  async image(@UploadedFile() file: Express.Multer.File, @Body('slug') slug: string) {
    await fs.promises.rename(file.path, join('/srv/images', basename(file.originalname)));
    await run(`exiftool -all= ${file.path}`);
    await run(`optipng /srv/images/${slug}.png`); // error: command-injection
    return { stored: true };
  }

  @Get('export/:file')
  download(@Param('file') file: string, @Res() res: Response): void {
    res.sendFile(join('/srv/exports', file)); // error: path-traversal
  }

  @Get('exported/:file')
  downloadInside(@Param('file') file: string, @Res() res: Response): void {
    res.sendFile(file, { root: '/srv/exports' });
  }

  @Get('leave')
  leave(@Req() req: Request, @Res() res: Response): void {
    const to = req.query.to as string;
    if (to.startsWith('https://partner.example/')) {
      res.redirect(to);
      return;
    }
    res.redirect(req.get('referer') ?? '/');
  }
}
