import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { MyPeople, myPeoplePage, myPeopleQuery, type MyPeoplePage, type MyPeopleQuery } from './my-people.js';

@ApiTags('participants')
@Controller('me/people')
export class MyPeopleController {
  constructor(private readonly people: MyPeople) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Allow({ relation: 'signed-in' })
  @ApiOperation({
    summary: 'Whose manager you are, and how their reviews stand',
    description: 'Those who have you as their manager first, then everybody further down, page by page in order of names. Whom nobody has as a manager gets an empty list.',
  })
  @ApiResponse({ status: 200, standardSchema: myPeoplePage })
  page(@Query({ schema: myPeopleQuery }) query: MyPeopleQuery, @Context() { actor }: RequestContext): Promise<MyPeoplePage> {
    return this.people.of(actor.personId, query);
  }
}
