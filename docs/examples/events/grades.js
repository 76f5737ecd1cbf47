// How many people have which grade, from the topic alone: `node docs/examples/events/grades.js BROKER:PORT`.
// It holds to docs/events.md and needs nothing of Rung's; `npm test` runs it on the events of a whole cycle.
import { Kafka, logLevel } from 'kafkajs';

const [, , brokers = 'localhost:9092', topic = 'rung.assessment.events'] = process.argv;
const versions = { ReviewLaunched: 1, GradeReleased: 1 };
const kafka = new Kafka({ clientId: 'grades', brokers: brokers.split(','), logLevel: logLevel.ERROR });
const admin = kafka.admin();
await admin.connect();
const left = new Map((await admin.fetchTopicOffsets(topic)).filter(({ high }) => high !== '0').map(({ partition, high }) => [partition, BigInt(high)]));
await admin.disconnect();

const lanes = new Map(); // lane → its events; positions are 1, 2, 3 …, so the next one is the length + 1
function take(lane, { headers, value }) {
  const header = (name) => String(headers[name] ?? '');
  const events = lanes.get(lane) ?? lanes.set(lane, []).get(lane);
  if (header('ce_type') === 'rung.lane.voided') return void events.splice(Number(JSON.parse(value).after));
  const position = Number(header('ce_position'));
  const [id, known] = [header('ce_id'), events[position - 1]?.id];
  if (known === id) return; // delivered again
  if (known !== undefined || position !== events.length + 1) throw new Error(`Lane ${lane}: position ${position} after ${events.length}.`);
  const [type, version] = [header('ce_type'), Number(header('ce_schemaversion'))];
  if (version > versions[type]) throw new Error(`${type} is at version ${version}; this script knows ${versions[type]}.`);
  events.push({ id, type, data: type in versions ? JSON.parse(value) : undefined });
}

const consumer = kafka.consumer({ groupId: 'grades-example' });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
const failure = await new Promise((done) => {
  if (left.size === 0) done();
  const eachMessage = async ({ partition, message }) => {
    try {
      take(partition, message);
    } catch (error) {
      done(error);
    }
    if (BigInt(message.offset) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
    if (left.size === 0) done();
  };
  consumer.run({ autoCommit: false, eachMessage }).catch(done);
});
await consumer.disconnect();
if (failure) throw failure;

const told = (type) => [...lanes.values()].flat().filter((event) => event.type === type).map(({ data }) => data);
const matrixOf = new Map(told('ReviewLaunched').map(({ review, matrix }) => [review, matrix.id]));
// Reviews of one person lie in several lanes, so it is the time that says which grade is the last.
const last = new Map(told('GradeReleased').sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map((released) => [released.person, released]));
const people = {};
for (const { review, grade } of last.values()) {
  const of = (people[matrixOf.get(review)] ??= {});
  of[grade ?? 'none'] = (of[grade ?? 'none'] ?? 0) + 1;
}
console.log(JSON.stringify(people));
