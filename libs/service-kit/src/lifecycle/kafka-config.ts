// How every program of ours signs in to Kafka, as its environment says.
import type { KafkaAccess } from '@rung/messaging';
import { z } from 'zod';

export const kafkaConfig = z.object({
  KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().min(1)).min(1))
    .describe('host:port, comma separated'),
  KAFKA_SSL: z.enum(['on', 'off']).default('off').describe('TLS to the brokers'),
  KAFKA_SSL_CA: z.string().includes('BEGIN CERTIFICATE', 'PEM').optional().describe('who signed their certificates; the authorities of Node where it is not set'),
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional().describe('how this service signs in; not at all where it is not set'),
  KAFKA_SASL_USERNAME: z.string().min(1).optional(),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional(),
});
type KafkaConfig = z.infer<typeof kafkaConfig>;

const signIn = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;

/** A sign-in that is half given is refused, and so is a password that anybody on the way could read. */
export function wholeKafkaAccess(given: KafkaConfig, { addIssue }: z.core.$RefinementCtx<KafkaConfig>): void {
  const refuse = (name: keyof KafkaConfig, message: string) => addIssue({ code: 'custom', path: [name], message, input: undefined });
  const missing = signIn.filter((name) => given[name] === undefined);
  if (missing.length < signIn.length) for (const name of missing) refuse(name, `it goes with ${signIn.filter((other) => other !== name).join(' and ')}`);
  if (given.KAFKA_SASL_MECHANISM === 'plain' && given.KAFKA_SSL === 'off') refuse('KAFKA_SASL_MECHANISM', 'plain sends the password as it is: set KAFKA_SSL=on, or take scram-sha-512');
  if (given.KAFKA_SSL_CA !== undefined && given.KAFKA_SSL === 'off') refuse('KAFKA_SSL_CA', 'it is for KAFKA_SSL=on');
}

export function kafkaAccess(settings: KafkaConfig): KafkaAccess {
  const { KAFKA_BROKERS: brokers, KAFKA_SSL, KAFKA_SSL_CA: ca, KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  return {
    brokers,
    ...(KAFKA_SSL === 'on' && { ssl: ca === undefined ? true : { ca } }),
    ...(mechanism !== undefined && username !== undefined && password !== undefined && { sasl: { mechanism, username, password } }),
  };
}
