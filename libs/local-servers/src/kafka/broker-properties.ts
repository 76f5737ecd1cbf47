// The configuration of a single small broker that is its own controller.

/** @param dir holds the broker's data. Both ports are on the loopback address only. */
export function brokerProperties(dir: string, port: number, controllerPort: number): string {
  return properties({
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
    'log.retention.hours': '24',
  });
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
