// What somebody would write who has nothing but bytes to hand out: Fastify and ioredis, no access, no versions, no metrics, no logs.
import { fastify } from 'fastify';
import { Redis } from 'ioredis';

const redis = new Redis(process.env['REDIS_URL'] ?? '', { enableAutoPipelining: true });
const server = fastify();

server.get<{ Params: { person: string } }>('/grades/:person', async (request, reply) => {
  const bytes = await redis.getBuffer(`bare:${request.params.person}`);
  return reply.header('content-type', 'application/json; charset=utf-8').send(bytes);
});

await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.stdout.write('listening\n');
