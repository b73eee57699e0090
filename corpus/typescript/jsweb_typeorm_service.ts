import { Injectable, NotFoundException, Controller, Get, Query, Param, Post, Body, ParseIntPipe } from '@nestjs/common';
import { InjectRepository, InjectDataSource } from '@nestjs/typeorm';
import { Brackets, DataSource, ILike, Repository, SelectQueryBuilder } from 'typeorm';
import { Customer } from './customer.entity';

type Sort = 'name' | 'created';

@Injectable()
export class CustomerService {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  findByName(name: string): Promise<Customer[]> {
    return this.customers.find({ where: { name: ILike(`%${name}%`) }, take: 20 });
  }

  search(term: string): Promise<Customer[]> {
    return this.customers
      .createQueryBuilder('customer')
      .where('customer.name LIKE :term', { term: `%${term}%` })
      .orderBy('customer.name', 'ASC')
      .getMany();
  }

  searchLoose(term: string): Promise<Customer[]> {
    return this.customers
      .createQueryBuilder('customer')
      .where(`customer.name LIKE '%${term}%'`) // error: sql-injection
      .getMany();
  }

  async filtered(city: string, vat: string): Promise<Customer[]> {
    const builder: SelectQueryBuilder<Customer> = this.customers.createQueryBuilder('c');
    builder.where('c.city = :city', { city });
    builder.andWhere("c.vat = '" + vat + "'"); // error: sql-injection
    return builder.getMany();
  }

  sorted(sort: string, direction: string): Promise<Customer[]> {
    const column: Sort = sort === 'name' ? 'name' : 'created';
    const builder = this.dataSource.getRepository(Customer).createQueryBuilder('c');
    builder.orderBy(`c.${column}`, direction === 'desc' ? 'DESC' : 'ASC');
    return builder.getMany();
  }

  sortedLoose(sort: string): Promise<Customer[]> {
    return this.dataSource.createQueryBuilder(Customer, 'c').orderBy(sort).getMany(); // error: sql-injection
  }

  async raw(region: string) {
    const bound = await this.dataSource.query('SELECT * FROM customer WHERE region = $1', [region]);
    const built = await this.dataSource.query(`SELECT * FROM customer WHERE region = '${region}'`); // error: sql-injection
    const viaManager = await this.dataSource.manager.query('SELECT count(*) FROM customer WHERE region = ' + region); // error: sql-injection
    return { bound, built, viaManager };
  }

  async archive(id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`UPDATE customer SET archived = true WHERE id = ${id}`);
      await manager.delete(Customer, { id });
    });
  }

  async byId(id: number): Promise<Customer> {
    const customer = await this.customers.findOneBy({ id });
    if (!customer) throw new NotFoundException();
    return customer;
  }
}

@Controller('customers')
export class CustomerController {
  constructor(private readonly service: CustomerService) {}

  @Get()
  list(@Query('name') name: string, @Query('term') term: string) {
    return Promise.all([this.service.findByName(name), this.service.search(term)]);
  }

  @Get('loose')
  loose(@Query('term') term: string) {
    return this.service.searchLoose(term);
  }

  @Get('filtered')
  filtered(@Query('city') city: string, @Query('vat') vat: string) {
    return this.service.filtered(city, vat);
  }

  @Get('sorted')
  async sorted(@Query('sort') sort: string, @Query('direction') direction: string) {
    const safe = await this.service.sorted(sort, direction);
    const loose = await this.service.sortedLoose(sort);
    return { safe, loose };
  }

  @Get('region/:region')
  region(@Param('region') region: string) {
    return this.service.raw(region);
  }

  @Post(':id/archive')
  archive(@Param('id', ParseIntPipe) id: number, @Body() body: { reason: string }) {
    return this.service.archive(id).then(() => ({ reason: body.reason }));
  }

  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number) {
    return this.service.byId(id);
  }
}
