// What somebody would write who has nothing but JSON to hand out: Fastify and `pg`, one SELECT by primary key; no access, no versions, no metrics, no logs.
import { fastify } from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const server = fastify();

server.get<{ Params: { name: string } }>('/documents/:name', async (request, reply) => {
  const { rows } = await pool.query<{ json: string }>({ name: 'document', text: 'select json from documents where name = $1', values: [request.params.name] });
  return reply.header('content-type', 'application/json; charset=utf-8').send(rows[0]?.json);
});

await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.stdout.write('listening\n');
