import { CanActivate, CallHandler, ExecutionContext, Injectable, NestInterceptor, NestMiddleware, PipeTransform, BadRequestException, Catch, ArgumentsHost, ExceptionFilter, HttpException, Controller, Get, Inject, Param, Post, Body, Query, Render, UsePipes, Session, createParamDecorator, UseGuards } from '@nestjs/common';
import { WebSocketGateway, SubscribeMessage, MessageBody, ConnectedSocket, WebSocketServer } from '@nestjs/websockets';
import { EventPattern, MessagePattern, Payload, Ctx } from '@nestjs/microservices';
import { Args, Mutation, Query as Gql, Resolver, Int } from '@nestjs/graphql';
import { InjectRepository, InjectDataSource } from '@nestjs/typeorm';
import { InjectModel } from '@nestjs/mongoose';
import { Repository, DataSource } from 'typeorm';
import { Model } from 'mongoose';
import { Request, Response, NextFunction } from 'express';
import { HttpService } from '@nestjs/axios';
import { Observable, firstValueFrom } from 'rxjs';
import { exec } from 'child_process';
import { Server, Socket } from 'socket.io';

export const Tenant = createParamDecorator((data: unknown, ctx: ExecutionContext) => ctx.switchToHttp().getRequest().headers['x-tenant']);

class Note { id: number; text: string; }

@Injectable()
export class NotesService {
  constructor(
    @InjectRepository(Note) private readonly notes: Repository<Note>,
    @InjectDataSource() private readonly source: DataSource,
    @InjectModel('Tag') private readonly tags: Model<any>,
    private readonly http: HttpService,
  ) {}
  byText(text: string) {
    return this.notes.createQueryBuilder('n').where('n.text = :text', { text }).getMany();
  }
  byRaw(text: string) {
    return this.notes.query(`SELECT * FROM note WHERE text = '${text}'`); // error: sql-injection
  }
  order(column: string) {
    return this.source.query('SELECT * FROM note ORDER BY ' + column); // error: sql-injection
  }
  tag(name: any) {
    return this.tags.findOne({ name }).exec(); // error: nosql-injection
  }
  async preview(url: string) {
    const { data } = await firstValueFrom(this.http.get(url)); // error: ssrf
    return data;
  }
}

@Controller('notes')
export class NotesController {
  constructor(private readonly service: NotesService) {}
  @Get()
  find(@Query('text') text: string) {
    return this.service.byText(text);
  }
  @Get('raw')
  raw(@Query('text') text: string) {
    return this.service.byRaw(text);
  }
  @Get('sorted')
  sorted(@Query('by') by: string) {
    return this.service.order(by === 'text' ? 'text' : 'id');
  }
  @Get('sorted2')
  sorted2(@Query('by') by: string) {
    return this.service.order(by);
  }
  @Post('tag')
  tag(@Body('name') name: string) {
    return this.service.tag(name);
  }
  @Post('preview')
  preview(@Body() body: { url: string }) {
    return this.service.preview(body.url);
  }
  @Get('view')
  @Render('index')
  view(@Query('title') title: string) {
    return { title };
  }
  @Get('tenant')
  tenant(@Tenant() tenant: string) {
    return `<p>${tenant}</p>`; // error: xss
  }
}

@Injectable()
export class LogMiddleware implements NestMiddleware {
  use(req: Request, res: Response, next: NextFunction) {
    console.log(`${req.method} ${req.body.note}`); // error: log-injection
    next();
  }
}
@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean> | Observable<boolean> {
    const request = context.switchToHttp().getRequest();
    console.log('guarding ' + request.query.who); // error: log-injection
    return Boolean(request.headers.authorization);
  }
}
@Injectable()
export class TrimPipe implements PipeTransform {
  transform(value: any) {
    if (typeof value !== 'string') throw new BadRequestException('not a string');
    return value.trim();
  }
}
@Catch(HttpException)
export class HtmlFilter implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost) {
    const ctx = host.switchToHttp();
    const response = ctx.getResponse<Response>();
    const request = ctx.getRequest<Request>();
    response.status(exception.getStatus()).send(`<p>${request.query.page}</p>`); // error: xss
  }
}
@WebSocketGateway()
export class ChatGateway {
  @WebSocketServer() server: Server;
  @SubscribeMessage('run')
  run(@MessageBody() data: { cmd: string }, @ConnectedSocket() client: Socket) {
    exec(data.cmd); // error: command-injection
    this.server.emit('ran', data);
  }
}
@Controller()
export class Jobs {
  @EventPattern('render')
  render(@Payload() job: { file: string; width: number }) {
    exec(`render ${job.file}`); // error: command-injection
    exec(`render --width ${Number(job.width)}`);
  }
}
@Resolver()
export class NoteResolver {
  @Gql(() => [Note])
  notes(@Args('first', { type: () => Int }) first: number) {
    exec(`head -n ${first}`);
    return [];
  }
  @Mutation(() => Note)
  create(@Args('text') text: string) {
    exec(`echo ${text}`); // error: command-injection
    return null;
  }
}
