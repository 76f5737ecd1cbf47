import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, Unobserved, type RequestContext } from '@rung/service-kit';

import { taskList, Tasks, tasksQuery, type TaskList, type TasksQuery } from './tasks.js';

@ApiTags('assessments')
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: Tasks) {}

  @Get()
  @Allow({ relation: 'signed-in' })
  @Unobserved()
  @ApiOperation({
    summary: 'What you have to assess',
    description:
      'A task is `open` until you submit it, or until it is closed without an answer: by the end of its last phase, or by the cancellation ' +
      'of its cycle, a moment after it. A deadline ends no phase: past it an open task is `tooLate`, and an answer is refused (409 `deadline-passed`). Closed tasks stay in the list, as `closed`; `?state=open` leaves them out.',
  })
  @ApiResponse({ status: 200, standardSchema: taskList })
  list(@Query({ schema: tasksQuery }) query: TasksQuery, @Context() { actor, receivedAt }: RequestContext): Promise<TaskList> {
    return this.tasks.of(actor.personId, query, receivedAt);
  }
}
