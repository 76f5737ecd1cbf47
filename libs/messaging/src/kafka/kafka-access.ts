// How brokers are reached, and as whom.
import type { KafkaConfig } from 'kafkajs';

export interface KafkaAccess {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  /** TLS; against these authorities (PEM) instead of the system's where they are given. */
  readonly ssl?: boolean | { readonly ca: string };
  readonly sasl?: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string };
}

export function accessOf({ brokers, ssl, sasl }: KafkaAccess): Pick<KafkaConfig, 'brokers' | 'ssl' | 'sasl'> {
  return {
    brokers: [...brokers],
    ...(ssl !== undefined && { ssl: typeof ssl === 'boolean' ? ssl : { ca: [ssl.ca] } }),
    ...(sasl !== undefined && { sasl: saslOf(sasl) }),
  };
}

/** kafkajs tells the mechanisms apart by their types. */
function saslOf({ mechanism, username, password }: NonNullable<KafkaAccess['sasl']>): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}
