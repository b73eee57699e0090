import {
  ArgumentsHost, Body, Catch, CanActivate, Controller, ExceptionFilter, ExecutionContext, Get, Header, Headers,
  HttpException, Inject, Injectable, Ip, Logger, LoggerService, Param, ParseBoolPipe, ParseEnumPipe, ParseIntPipe,
  ParseUUIDPipe, PipeTransform, Post, Query, Redirect, Req, Res, Session, UseGuards, ValidationPipe,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { InjectModel } from '@nestjs/mongoose';
import { HttpService } from '@nestjs/axios';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { Args, Int, Mutation, Query as GqlQuery, Resolver } from '@nestjs/graphql';
import { IsAlphanumeric, IsEmail, IsInt, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Request, Response } from 'express';
import { Repository } from 'typeorm';
import { Model } from 'mongoose';
import { exec } from 'child_process';
import { Note } from './note.entity';

enum Sort { Asc = 'asc', Desc = 'desc' }

class NoteDto {
  @IsString() @MaxLength(200) text: string;
  @IsAlphanumeric() slug: string;
  @IsInt() rank: number;
  @IsUUID() owner: string;
  @Matches(/^[a-z]+$/) folder: string;
}

@Injectable()
export class NotesService {
  private readonly logger = new Logger(NotesService.name);

  constructor(
    @InjectRepository(Note) private readonly notes: Repository<Note>,
    @InjectModel('Tag') private readonly tags: Model<any>,
    private readonly http: HttpService,
  ) {}

  async search(term: string): Promise<Note[]> {
    this.logger.log(`search ${term}`); // error: log-injection
    this.logger.debug({ term });
    return this.notes.query(`SELECT * FROM note WHERE text LIKE '%${term}%'`); // error: sql-injection
  }

  byFolder(folder: string, rank: number) {
    return this.notes.createQueryBuilder('n').where('n.folder = :folder', { folder }).andWhere(`n.rank > ${rank}`).getMany();
  }

  preview(url: string) {
    return this.http.get(url); // error: ssrf
  }
}

@Injectable()
export class AuthGuard implements CanActivate {
  private readonly logger = new Logger('Auth');

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    this.logger.warn(`user ${request.query.user}`); // error: log-injection
    this.logger.warn(`agent ${request.headers['user-agent']}`);
    return Boolean(request.headers.authorization);
  }
}

@Catch(HttpException)
export class Failures implements ExceptionFilter {
  private readonly logger = new Logger(Failures.name);

  catch(exception: HttpException, host: ArgumentsHost): void {
    const ctx = host.switchToHttp();
    const response = ctx.getResponse<Response>();
    const request = ctx.getRequest<Request>();
    this.logger.error(`failed ${request.url}`, exception.stack);
    this.logger.error(`failed for ${request.body.text}`); // error: log-injection
    response.status(exception.getStatus()).send(`<p>${request.query.q} failed</p>`); // error: xss
    response.status(exception.getStatus()).json({ q: request.query.q });
  }
}

@Controller('notes')
@UseGuards(AuthGuard)
export class NotesController {
  private readonly logger: LoggerService = new Logger(NotesController.name);

  constructor(private readonly service: NotesService, @Inject('HOME') private readonly home: string) {}

  @Get('search')
  search(@Query('term') term: string, @Query('sort', new ParseEnumPipe(Sort)) sort: Sort) {
    this.logger.log(`sort ${sort}`);
    return this.service.search(term);
  }

  @Get('html')
  @Header('Content-Type', 'text/html')
  html(@Query('term') term: string, @Ip() ip: string): string {
    this.logger.log(`from ${ip}`);
    return '<p>' + term + '</p>'; // error: xss
  }

  @Get('plain')
  @Header('Content-Type', 'text/plain')
  plain(@Query('term') term: string): string {
    return '<p>' + term + '</p>';
  }

  @Get('folder/:folder/:rank/:id')
  folder(
    @Param('folder') folder: string,
    @Param('rank', ParseIntPipe) rank: number,
    @Param('id', new ParseUUIDPipe({ version: '4' })) id: string,
    @Query('deep', ParseBoolPipe) deep: boolean,
  ) {
    this.logger.log(`rank ${rank} id ${id} deep ${deep}`);
    this.logger.log(`folder ${folder}`); // error: log-injection
    return this.service.byFolder(folder, rank);
  }

  @Post()
  create(@Body(new ValidationPipe({ whitelist: true })) dto: NoteDto, @Headers('x-trace') trace: string) {
    this.logger.log(`slug ${dto.slug} rank ${dto.rank} owner ${dto.owner} folder ${dto.folder}`);
    this.logger.log(`text ${dto.text}`); // error: log-injection
    this.logger.log(`trace ${trace}`);
    exec(`index ${dto.slug} ${dto.folder}`);
    exec(`index ${dto.text}`); // error: command-injection
    return { ok: true };
  }

  @Get('go')
  @Redirect('/fixed', 302)
  go(@Query('to') to: string) {
    return { url: to }; // error: open-redirect
  }

  @Get('preview')
  async preview(@Query('url') url: string, @Req() req: Request, @Res() res: Response, @Session() session: any) {
    await this.service.preview(url);
    res.type('html').send(`<p>${req.query.title}</p>`); // error: xss
  }
}

@WebSocketGateway()
export class Chat {
  @SubscribeMessage('run')
  run(@MessageBody() body: { host: string; port: number }) {
    exec(`nc -z ${body.host} 80`); // error: command-injection
  }

  @MessagePattern('index')
  index(@Payload() data: { path: string }) {
    exec(`index ${data.path}`); // error: command-injection
  }
}

@Resolver()
export class NotesResolver {
  constructor(private readonly service: NotesService) {}

  @GqlQuery(() => [Note])
  notes(@Args('term') term: string, @Args('first', { type: () => Int }) first: number) {
    exec(`count ${first}`);
    exec(`count ${term}`); // error: command-injection
    return this.service.search(term);
  }
}

@Injectable()
export class TrimPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    return value.trim();
  }
}
