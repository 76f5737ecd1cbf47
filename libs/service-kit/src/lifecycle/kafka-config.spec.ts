import { describe, expect, it } from '@jest/globals';

import { kafkaAccess, kafkaConfig, wholeKafkaAccess } from './kafka-config.js';

const schema = kafkaConfig.superRefine(wholeKafkaAccess);
const brokers = { KAFKA_BROKERS: 'one:9092, two:9092' };
const signIn = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'rung-matrix', KAFKA_SASL_PASSWORD: 'hunter2' };
const ca = '-----BEGIN CERTIFICATE-----';
const refused = (given: object) => schema.safeParse({ ...brokers, ...given }).error?.issues.map(({ path }) => path.join('.'));

describe('the way to Kafka', () => {
  it.each([
    ['nothing but brokers', {}, {}],
    ['TLS', { KAFKA_SSL: 'on' }, { ssl: true }],
    ['TLS by an authority of its own', { KAFKA_SSL: 'on', KAFKA_SSL_CA: ca }, { ssl: { ca } }],
    ['a sign-in', signIn, { sasl: { mechanism: 'scram-sha-512', username: 'rung-matrix', password: 'hunter2' } }],
  ])('is %s', (_, given, access) => {
    expect(kafkaAccess(schema.parse({ ...brokers, ...given }))).toEqual({ brokers: ['one:9092', 'two:9092'], ...access });
  });

  it.each([
    ['a mechanism alone', { KAFKA_SASL_MECHANISM: 'scram-sha-512' }, ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD']],
    ['no mechanism', { ...signIn, KAFKA_SASL_MECHANISM: undefined }, ['KAFKA_SASL_MECHANISM']],
    ['no password', { ...signIn, KAFKA_SASL_PASSWORD: undefined }, ['KAFKA_SASL_PASSWORD']],
    ['a mechanism that there is not', { ...signIn, KAFKA_SASL_MECHANISM: 'gssapi' }, ['KAFKA_SASL_MECHANISM']],
    ['a password that anybody can read', { ...signIn, KAFKA_SASL_MECHANISM: 'plain' }, ['KAFKA_SASL_MECHANISM']],
    ['an authority without TLS', { KAFKA_SSL_CA: ca }, ['KAFKA_SSL_CA']],
    ['an authority that is no certificate', { KAFKA_SSL: 'on', KAFKA_SSL_CA: '/etc/ca.pem' }, ['KAFKA_SSL_CA']],
  ])('is refused with %s', (_, given, names) => expect(refused(given)).toEqual(names));
});
