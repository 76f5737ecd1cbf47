import { Client, type Pool } from 'pg';

import { inboxChannel } from './inbox-table.js';

const reconnectMs = 1_000;

/**
 * Hears of growth that another process wrote. Best effort, on a connection of its own: every reader polls slowly as well,
 * so a lost notification, or a pooler that passes none, costs a second and no event.
 */
export class InboxListener {
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private wanted = false;

  constructor(
    private readonly pool: Pool,
    private readonly topic: string,
    private readonly heard: (lane: number, position: bigint) => void,
  ) {}

  start(): void {
    this.wanted = true;
    void this.connect();
  }

  stop(): void {
    this.wanted = false;
    clearTimeout(this.retry);
    this.drop();
  }

  private async connect(): Promise<void> {
    const client = new Client({ ...this.pool.options, password: this.pool.options.password, application_name: 'rung-inbox-listener' });
    this.client = client;
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload = '' }) => {
      const [, lane, position, topic] = /^(\d+):(\d+):(.*)$/.exec(payload) ?? [];
      if (lane !== undefined && position !== undefined && topic === this.topic) this.heard(Number(lane), BigInt(position));
    });
    try {
      await client.connect();
      await client.query(`listen ${inboxChannel}`);
      if (!this.wanted) this.drop();
    } catch {
      this.lost(client);
    }
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.drop();
    if (this.wanted) this.retry = setTimeout(() => void this.connect(), reconnectMs);
  }

  private drop(): void {
    const client = this.client;
    this.client = undefined;
    client?.end().catch(() => undefined);
  }
}
