// A program that asks an HTTP server as fast as it answers, over connections of its own, and says how fast that was.
// It speaks just enough HTTP/1.1 to cost little beside what it measures. Asked by one line of JSON on stdin.
import { connect, type Socket } from 'node:net';

/** What to ask, and how long. */
export interface Load {
  readonly port: number;
  /** Whole requests, as they go over the wire; `{asked}` in one becomes how often it was asked before. */
  readonly requests: readonly string[];
  /** How often each was asked before the first time here; 0 unless given. */
  readonly askedBefore?: number;
  readonly connections: number;
  /** 0: every request once. */
  readonly durationMs: number;
}

export interface LoadOutcome {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  readonly bytesEach: number;
}

const endOfHead = Buffer.from('\r\n\r\n');

class Reader {
  private head: Buffer = Buffer.alloc(0);
  private missing = 0;
  private resolve: (bytes: number) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;
  private length = 0;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.reject(error));
    socket.on('close', () => this.reject(new Error('The server closed the connection.')));
  }

  /** @returns the length of the body. @throws Error for any status but 200. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(request);
    });
  }

  private take(chunk: Buffer): void {
    if (this.missing > 0) return this.count(chunk.length);
    this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    const end = this.head.indexOf(endOfHead);
    if (end < 0) return;
    const text = this.head.toString('latin1', 0, end);
    this.length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (!text.startsWith('HTTP/1.1 200 ') || !(this.length > 0)) return this.reject(new Error(`Not what was asked for: ${text.slice(0, 400)}`));
    this.missing = this.length;
    const already = this.head.length - end - endOfHead.length;
    this.head = Buffer.alloc(0);
    this.count(already);
  }

  private count(bytes: number): void {
    this.missing -= bytes;
    if (this.missing === 0) this.resolve(this.length);
  }
}

/** @returns a request's bytes, for each time that it is asked. */
function onTheWire(request: string, askedBefore: number): () => Buffer {
  const whole = Buffer.from(request, 'latin1');
  const [before = '', after] = request.split('{asked}');
  let asked = askedBefore;
  return after === undefined ? () => whole : () => Buffer.from(`${before}${asked++}${after}`, 'latin1');
}

async function run({ port, requests, askedBefore = 0, connections, durationMs }: Load): Promise<LoadOutcome> {
  const wire = requests.map((request) => onTheWire(request, askedBefore));
  const latencies: number[] = [];
  let bytes = 0;
  let next = 0;
  const startedMs = performance.now();
  const goesOn = () => (durationMs === 0 ? next < wire.length : performance.now() - startedMs < durationMs);
  const client = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    const reader = new Reader(socket);
    while (goesOn()) {
      // a stride that shares no factor with the number of people, so that neighbours are not asked one after the other
      const place = durationMs === 0 ? next : (next * 7_919) % wire.length;
      next += 1;
      const askedMs = performance.now();
      const length = await reader.ask(wire[place]?.() ?? Buffer.alloc(0));
      bytes += length;
      latencies.push(performance.now() - askedMs);
    }
    socket.removeAllListeners('close').destroy();
  };
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - startedMs) / 1_000;
  latencies.sort((one, other) => one - other);
  return {
    requests: latencies.length,
    requestsPerSecond: latencies.length / seconds,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    bytesEach: Math.round(bytes / latencies.length),
  };
}

let asked = '';
for await (const chunk of process.stdin.setEncoding('utf8')) asked += String(chunk);
process.stdout.write(JSON.stringify(await run(JSON.parse(asked) as Load)));
