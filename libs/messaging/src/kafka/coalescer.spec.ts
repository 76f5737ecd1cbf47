import { describe, expect, it } from '@jest/globals';

import { Coalescer, type Shipment } from './coalescer.js';

const shipment = (name: string, { lane = 0, bytes = 1 } = {}): Shipment<string> => ({ topic: 'plans', lane, messages: [name], bytes });

/** Notes the requests; each ends when it is told to. */
function requests(isSpoilt: (error: unknown) => boolean = () => false) {
  const sent: string[][] = [];
  const endings: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const coalescer = new Coalescer<string>({
    laneBytes: 10,
    isSpoilt,
    send: (shipments) =>
      new Promise((resolve, reject) => {
        sent.push(shipments.flatMap(({ messages }) => [...messages]));
        endings.push({ resolve, reject });
      }),
  });
  const turn = () => new Promise(setImmediate);
  return { sent, endings, coalescer, turn };
}

describe('the coalescer', () => {
  it('sends together what queued up during the request before, one request at a time, in order', async () => {
    const { sent, endings, coalescer, turn } = requests();
    const first = coalescer.ship(shipment('a'));
    await turn();
    const rest = ['b', 'c', 'd'].map((name) => coalescer.ship(shipment(name)));
    await turn();
    expect(sent).toEqual([['a']]);
    endings[0]?.resolve();
    await first;
    await turn();
    expect(sent).toEqual([['a'], ['b', 'c', 'd']]);
    endings[1]?.resolve();
    await Promise.all(rest);
    await coalescer.drained();
  });

  it('gives a partition no more than a broker takes, and sends alone what is larger', async () => {
    const { sent, endings, coalescer, turn } = requests();
    const all = Promise.all([
      coalescer.ship(shipment('a', { bytes: 6 })),
      coalescer.ship(shipment('other lane', { bytes: 6, lane: 1 })),
      coalescer.ship(shipment('b', { bytes: 6 })),
      coalescer.ship(shipment('large', { bytes: 20 })),
    ]);
    for (let request = 0; request < 3; request += 1) {
      await turn();
      endings[request]?.resolve();
    }
    await all;
    expect(sent).toEqual([['a', 'other lane'], ['b'], ['large']]);
  });

  it('tells all whose request failed', async () => {
    const { endings, coalescer, turn } = requests();
    const all = Promise.allSettled([coalescer.ship(shipment('a')), coalescer.ship(shipment('b'))]);
    await turn();
    endings[0]?.reject(new Error('away'));
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('tries one by one when one spoils it for the others', async () => {
    const { sent, endings, coalescer, turn } = requests(() => true);
    const all = Promise.allSettled([coalescer.ship(shipment('bad')), coalescer.ship(shipment('good'))]);
    await turn();
    endings[0]?.reject(new Error('too large'));
    await turn();
    endings[1]?.reject(new Error('too large'));
    await turn();
    endings[2]?.resolve();
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(sent).toEqual([['bad', 'good'], ['bad'], ['good']]);
  });
});
