// What happens to a PostgreSQL that services run on: its sessions end, are all taken or refused, or it stands still.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@rung/testing';
import pg from 'pg';

/** Ends every session but those of ours; that they are gone is seen a moment later. */
const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and application_name <> 'the faults'`;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'the faults' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function during(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = await connected(url);
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** Every session ends, again and again. @returns how many did. */
export async function endSessions(url: string, times: number): Promise<number> {
  let ended = 0;
  await during(url, async (admin) => {
    for (let time = 0; time < times; time += 1) {
      ended += (await admin.query(endOthers)).rowCount ?? 0;
      await pause(Math.random() * 100);
    }
  });
  return ended;
}

/** Nobody else has a connection, and there is none to be had, until something is done. */
export async function withoutConnections(url: string, until: () => Promise<void>): Promise<void> {
  const taken: pg.Client[] = [];
  let isOver = false;
  const take = async (): Promise<void> => {
    while (!isOver) {
      const one = await connected(url).catch(() => undefined);
      if (one !== undefined) taken.push(one);
      else {
        await taken[0]?.query(endOthers);
        await pause(20);
      }
    }
  };
  const taking = take();
  try {
    await until();
  } finally {
    isOver = true;
    await taking;
    await Promise.all(taken.map((client) => client.end()));
  }
}

/** Nobody is let in, until something is done. */
export function withoutLogin(url: string, until: () => Promise<void>): Promise<void> {
  return during(url, async (admin) => {
    await admin.query('alter role current_user nologin');
    try {
      await admin.query(endOthers);
      await until();
    } finally {
      await admin.query('alter role current_user login');
    }
  });
}

/** A database has another name, as while it is swapped for one that was restored. */
export function withoutDatabase(url: string, name: string, until: () => Promise<void>): Promise<void> {
  return during(url, async (admin) => {
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query(endOthers);
    await eventually(() => admin.query(`alter database ${name} rename to ${name}_elsewhere`));
    try {
      await until();
    } finally {
      await admin.query(`alter database ${name}_elsewhere rename to ${name}`);
      await admin.query(`alter database ${name} allow_connections true`);
    }
  });
}

/** It and all its processes stand still until something is done. */
export async function whileFrozen(pid: number, until: () => Promise<void>): Promise<void> {
  process.kill(pid, 'SIGSTOP'); // from here on it has no new ones
  const all = [pid, ...childrenOf(pid)];
  for (const each of all) process.kill(each, 'SIGSTOP');
  try {
    await until();
  } finally {
    for (const each of all.reverse()) process.kill(each, 'SIGCONT');
  }
}

function childrenOf(pid: number): number[] {
  const statOf = (each: string): string => {
    try {
      return readFileSync(`/proc/${each}/stat`, 'utf8');
    } catch {
      return ''; // it is gone
    }
  };
  return readdirSync('/proc').filter((name) => new RegExp(`^\\d+ \\(.*\\) \\w ${pid} `).test(/^\d+$/.test(name) ? statOf(name) : '')).map(Number);
}
