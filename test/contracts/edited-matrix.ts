// What editors do with matrices: the demo publishes the text as it was written.
import { randomUUID } from 'node:crypto';

import { tokenOf, type Places } from '../stories/visitor.js';

const text = 'Junior\nSoft: 1. Listens.\nHard: 1. Saws straight.\nSenior\nHard: 1. Builds a staircase.';

/** In the demo's installation: matrices of their own, one imported, edited, approved, published and retired, one begun empty and another as a copy of it, and given up. */
export async function editMatrix({ issuerUrl, matrixUrl }: Pick<Places, 'issuerUrl' | 'matrixUrl'>): Promise<void> {
  const tokens = { editor: await tokenOf(issuerUrl, 'editor'), hr: await tokenOf(issuerUrl, 'hr') };
  const post = async (path: string, body: object | string = {}, as: keyof typeof tokens = 'editor'): Promise<Record<string, unknown>> => {
    const [type, content] = typeof body === 'string' ? ['text/plain', body] : ['application/json', JSON.stringify(body)];
    const headers = { authorization: `Bearer ${tokens[as]}`, 'content-type': type, 'idempotency-key': randomUUID() };
    const response = await fetch(`${matrixUrl}/matrices${path}`, { method: 'POST', headers, body: content });
    if (!response.ok) throw new Error(`POST /matrices${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const { id } = await post('/imports', text);
  await post(`/imports/${String(id)}/accept`, { name: 'Carpenters' });
  const draft = '/carpenters/versions/1';
  const added = { kind: 'add-competency', id: 'asking', group: 'soft', title: { en: 'Asking' }, level: 'junior', cell: { statement: { en: 'Asks' } } };
  await post(`${draft}/changes`, { change: { kind: 'add-group', group: 'leadership' } });
  const { version } = await post(`${draft}/changes`, { change: added, reason: 'they work in pairs' });
  await post(`${draft}/changes/${String(version)}/undo`);
  await post(`${draft}/changes`, { change: { kind: 'cell-same-as', competency: 'listens', level: 'senior', as: 'junior' } });
  const { version: revision } = await post(`${draft}/changes`, { change: { kind: 'remove-group', group: 'leadership' } });
  await post('/carpenters/approval-policy', { approver: 'hr' }, 'hr');
  await post(`${draft}/approval`, { revision }, 'hr');
  await post(`${draft}/publication`);
  await post('/carpenters/versions', { from: 1 });
  await post('/carpenters/versions/2/changes', { change: { kind: 'merge-competencies', into: 'saws-straight', competencies: ['builds-a-staircase'] } });
  const entries = [{ becomes: 'kept', competency: 'listens' }, { becomes: 'kept', competency: 'saws-straight' }, { becomes: 'merged', competency: 'builds-a-staircase', into: 'saws-straight' }];
  await post('/carpenters/versions/2/migration', { from: 1, entries });
  await post(`${draft}/retirement`, { reason: 'joiners replace it' });
  await post('', { name: 'Turners', levels: [{ code: 'junior', names: ['Junior'] }] });
  await post('', { name: 'Bowl turners', from: { matrix: 'turners', version: 1 } });
  await post('/bowl-turners/versions/1/discarding', { reason: 'turners do bowls' });
}
