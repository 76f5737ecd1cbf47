import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@rung/service-kit';

import { DirectoryPages, peoplePage, peopleQuery, unitList, type PeoplePage, type PeopleQuery, type UnitList } from './directory-pages.js';

@ApiTags('directory')
@Allow({ role: 'hr' })
@Controller('directory')
export class DirectoryPagesController {
  constructor(private readonly pages: DirectoryPages) {}

  @Get('people')
  @ApiOperation({ summary: 'People, page by page' })
  @ApiResponse({ status: 200, standardSchema: peoplePage })
  people(@Query({ schema: peopleQuery }) query: PeopleQuery): Promise<PeoplePage> {
    return this.pages.people(query);
  }

  @Get('units')
  @ApiOperation({ summary: 'Units, and how many people are directly in each' })
  @ApiResponse({ status: 200, standardSchema: unitList })
  units(): Promise<UnitList> {
    return this.pages.units();
  }
}
