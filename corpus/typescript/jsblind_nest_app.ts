import { Body, Controller, Get, Injectable, Logger, Param, ParseIntPipe, Post, Query, Req, Res, UsePipes, ValidationPipe, HttpException, HttpStatus, DefaultValuePipe, ParseBoolPipe, Header, Delete, NestInterceptor, ExecutionContext, CallHandler, Module } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type, Transform } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsEmail, IsEnum, IsInt, IsNotEmpty, IsNumberString, IsOptional, IsString, IsUrl, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Response } from 'express';
import { PrismaService } from './prisma.service';
import { exec } from 'node:child_process';
import { join } from 'node:path';
import axios from 'axios';

enum Order { Asc = 'asc', Desc = 'desc' }
class AddressDto { @IsString() street: string; @IsInt() number: number; @Matches(/^\d{5}$/) zip: string; }
class SearchDto {
  @ApiProperty() @IsString() @Length(1, 50) q: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) page = 1;
  @IsEnum(Order) order: Order = Order.Asc;
  @IsDateString() since: string;
  @IsBoolean() deep: boolean;
  @IsUrl() callback: string;
  @IsNumberString() code: string;
  @ValidateNested() @Type(() => AddressDto) address: AddressDto;
}
class PartialDto extends SearchDto { @IsEmail() mail: string; }

@Injectable()
export class SearchService {
  private readonly logger = new Logger('Search');
  constructor(private prisma: PrismaService) {}
  async run(dto: SearchDto) {
    exec(`search --page ${dto.page} --order ${dto.order} --since ${dto.since} --deep ${dto.deep} --code ${dto.code}`);
    exec(`search --q "${dto.q}"`); // error: command-injection
    exec(`search --zip ${dto.address.zip} --n ${dto.address.number}`);
    exec(`search --street ${dto.address.street}`); // error: command-injection
    this.logger.log(`page ${dto.page} ${dto.order}`);
    this.logger.debug(`q ${dto.q}`); // error: log-injection
    return this.prisma.$queryRawUnsafe(`SELECT * FROM d WHERE t = '${dto.q}' ORDER BY ${dto.order}`); // error: sql-injection
  }
  call(url: string) { return axios.get(url); } // error: ssrf
}
@ApiTags('search')
@Controller({ path: 'search', version: '1' })
export class SearchController {
  constructor(private readonly service: SearchService) {}
  @Get()
  @UsePipes(new ValidationPipe({ transform: true, whitelist: true }))
  search(@Query() dto: SearchDto) {
    return this.service.run(dto);
  }
  @Post('callback')
  callback(@Body() dto: PartialDto) {
    return this.service.call(dto.callback);
  }
  @Get('page')
  page(@Query('page', new DefaultValuePipe(1), ParseIntPipe) page: number, @Query('deep', ParseBoolPipe) deep: boolean) {
    return `<p>${page} ${deep}</p>`;
  }
  @Get('express')
  express(@Query('q') q: string, @Res({ passthrough: true }) res: Response) {
    res.type('text/plain');
    return `q: ${q}`;
  }
  @Get('fastify')
  fastify(@Query('q') q: string, @Res() reply: FastifyReply) {
    reply.type('text/html').send(`<p>${q}</p>`); // error: xss
  }
  @Get('raw')
  @Header('Content-Type', 'text/html')
  raw(@Query('q') q: string) {
    return `<p>${q}</p>`; // error: xss
  }
  @Delete(':id')
  remove(@Param('id') id: string) {
    if (!/^c[a-z0-9]{24}$/.test(id)) throw new HttpException('bad', HttpStatus.BAD_REQUEST);
    exec(`rm ${id}`);
    return { id };
  }
}
