// The configuration of a single small broker that is its own controller.

/** A listener where people sign in, and where nobody does anything that no ACL lets them. */
export interface SignIn {
  readonly port: number;
  /** Name → password. */
  readonly users: Readonly<Record<string, string>>;
  /** With it, people come there by TLS alone. */
  readonly keystore?: Keystore;
}

/** The broker's key and certificate, as Java keeps them. */
export interface Keystore {
  /** A PKCS #12 file. */
  readonly file: string;
  readonly password: string;
}

/** @param dir holds the broker's data. All ports are on the loopback address only. */
export function brokerProperties(dir: string, port: number, controllerPort: number, signIn?: SignIn): string {
  return properties({
    ...plainProperties(dir, port, controllerPort),
    ...(signIn !== undefined && signInProperties(port, controllerPort, signIn)),
  });
}

/** Who comes by the first listener is nobody in particular, and may do everything: the tests' own administrator. */
function signInProperties(port: number, controllerPort: number, signIn: SignIn): Record<string, string> {
  const { keystore } = signIn;
  const users = Object.entries(signIn.users).map(([name, password]) => `user_${name}="${password}"`);
  return {
    listeners: `PLAINTEXT://127.0.0.1:${port},SIGNIN://127.0.0.1:${signIn.port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},SIGNIN://127.0.0.1:${signIn.port}`,
    'listener.security.protocol.map': `PLAINTEXT:PLAINTEXT,SIGNIN:${keystore === undefined ? 'SASL_PLAINTEXT' : 'SASL_SSL'},CONTROLLER:PLAINTEXT`,
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.signin.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${users.join(' ')};`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
    ...(keystore !== undefined && {
      'listener.name.signin.ssl.keystore.type': 'PKCS12',
      'listener.name.signin.ssl.keystore.location': keystore.file,
      'listener.name.signin.ssl.keystore.password': keystore.password,
    }),
  };
}

function plainProperties(dir: string, port: number, controllerPort: number): Record<string, string> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // A properties file takes a backslash for an escape, and Java takes a slash on every system.
    'log.dirs': `${dir.replaceAll('\\', '/')}/data`,
    // Topics are made by a deploy step, never by a slip in a name.
    'auto.create.topics.enable': 'false',
    'num.partitions': '3',
    'num.network.threads': '2',
    'num.io.threads': '2',
    'num.recovery.threads.per.data.dir': '1',
    'log.cleaner.threads': '1',
    'log.cleaner.dedupe.buffer.size': '4194304',
    'background.threads': '2',
    'offsets.topic.num.partitions': '4',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.num.partitions': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'log.segment.bytes': '67108864',
    // Records bear the time of their events, which may be older than any retention.
    'log.retention.ms': '-1',
  };
}

/** Everything to standard output, which is the server's log file. */
export const loggingProperties = properties({
  'rootLogger.level': 'INFO',
  'rootLogger.appenderRef.c.ref': 'C',
  'appender.c.type': 'Console',
  'appender.c.name': 'C',
  'appender.c.layout.type': 'PatternLayout',
  'appender.c.layout.pattern': '[%d] %p %m (%c)%n',
});

function properties(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
