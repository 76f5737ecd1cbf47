// PostgreSQL's binary form of one-dimensional arrays: nothing to escape, nothing for the server to unescape.
import { Buffer } from 'node:buffer';

const headerBytes = 20;
const lengthBytes = 4;
const nullLength = -1;

/** How one type's values are laid out. `bytes` of null is never asked. */
export interface BinaryType<Value> {
  readonly oid: number;
  readonly bytes: (value: Value) => number;
  readonly write: (value: Value, into: Buffer, at: number) => void;
}

/** @returns the array as a parameter that `pg` sends in binary format, because it is a Buffer. */
export function binaryArray<Value>(type: BinaryType<Value>, values: readonly (Value | null)[]): Buffer {
  let size = headerBytes;
  let hasNulls = 0;
  for (const value of values) {
    size += lengthBytes;
    if (value === null) hasNulls = 1;
    else size += type.bytes(value);
  }
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(hasNulls, 4);
  array.writeInt32BE(type.oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16); // the first index
  let at = headerBytes;
  for (const value of values) {
    const bytes = value === null ? nullLength : type.bytes(value);
    array.writeInt32BE(bytes, at);
    at += lengthBytes;
    if (value === null) continue;
    type.write(value, array, at);
    at += bytes;
  }
  return array;
}

const copied = (value: Buffer, into: Buffer, at: number): void => void value.copy(into, at);

/** UTF-8 bytes. */
export const textType: BinaryType<Buffer> = { oid: 25, bytes: (value) => value.length, write: copied };

/** Bytes as they are. */
export const byteaType: BinaryType<Buffer> = { oid: 17, bytes: (value) => value.length, write: copied };

/** Its 16 bytes. */
export const uuidType: BinaryType<Buffer> = { oid: 2950, bytes: () => 16, write: copied };

/** JSON text as UTF-8 bytes. */
export const jsonbType: BinaryType<Buffer> = {
  oid: 3802,
  bytes: (value) => value.length + 1,
  write: (value, into, at) => {
    into[at] = 1; // the version of jsonb's wire format
    value.copy(into, at + 1);
  },
};

export const int2Type: BinaryType<number> = {
  oid: 21,
  bytes: () => 2,
  write: (value, into, at) => void into.writeInt16BE(value, at),
};

export const int4Type: BinaryType<number> = {
  oid: 23,
  bytes: () => 4,
  write: (value, into, at) => void into.writeInt32BE(value, at),
};

export const booleanType: BinaryType<boolean> = {
  oid: 16,
  bytes: () => 1,
  write: (value, into, at) => void into.writeUInt8(value ? 1 : 0, at),
};

const postgresEpochMs = Date.UTC(2000, 0, 1);

/** Milliseconds since 1970. */
export const timestampType: BinaryType<number> = {
  oid: 1184,
  bytes: () => 8,
  write: (value, into, at) => void into.writeBigInt64BE(BigInt(value - postgresEpochMs) * 1000n, at),
};
