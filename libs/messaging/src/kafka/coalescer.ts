// kafkajs sends each call as a request of its own, one at a time: what queued up meanwhile goes out together instead.

export interface Shipment<Message> {
  readonly topic: string;
  readonly lane: number;
  readonly messages: readonly Message[];
  readonly bytes: number;
}

interface Waiting<Message> {
  readonly shipment: Shipment<Message>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface CoalescerOptions<Message> {
  send(shipments: readonly Shipment<Message>[]): Promise<void>;
  /** Whether a failed request should be tried shipment by shipment, as one of them spoils it for the others. */
  isSpoilt(error: unknown): boolean;
  /** What one partition may get in one request. */
  readonly laneBytes: number;
}

export class Coalescer<Message> {
  private queue: Waiting<Message>[] = [];
  private sending: Promise<void> | undefined;

  constructor(private readonly options: CoalescerOptions<Message>) {}

  /** Resolves when the shipment is acknowledged; shipments of a lane keep their order. @throws what sending it threw. */
  ship(shipment: Shipment<Message>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.queue.push({ shipment, resolve, reject });
      this.sending ??= this.drain();
    });
  }

  /** When nothing is under way any more. */
  async drained(): Promise<void> {
    await this.sending;
  }

  private async drain(): Promise<void> {
    await Promise.resolve(); // what is shipped in the same turn goes together
    while (this.queue.length > 0) await this.sendTogether(this.nextRequest());
    this.sending = undefined;
  }

  /** As many as fit, in order. */
  private nextRequest(): Waiting<Message>[] {
    const bytesOf = new Map<string, number>();
    const full = this.queue.findIndex(({ shipment }, index) => {
      const partition = `${shipment.topic}/${shipment.lane}`;
      const bytes = (bytesOf.get(partition) ?? 0) + shipment.bytes;
      bytesOf.set(partition, bytes);
      return index > 0 && bytes > this.options.laneBytes;
    });
    return this.queue.splice(0, full === -1 ? this.queue.length : full);
  }

  private async sendTogether(waiting: readonly Waiting<Message>[]): Promise<void> {
    try {
      await this.options.send(waiting.map(({ shipment }) => shipment));
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      if (waiting.length > 1 && this.options.isSpoilt(error)) {
        for (const alone of waiting) await this.sendTogether([alone]);
      } else {
        for (const { reject } of waiting) reject(error);
      }
    }
  }
}
