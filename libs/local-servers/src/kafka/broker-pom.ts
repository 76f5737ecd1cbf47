// What Maven fetches to make a broker. Kafka 4.4.0 is not complete in Maven Central.

export const kafkaVersion = '4.3.1';
const log4jVersion = '2.25.3';

const dependency = (group: string, artifact: string, version: string, exclusions: readonly (readonly [string, string])[] = []): string =>
  `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><exclusions>${exclusions
    .map(([of, what]) => `<exclusion><groupId>${of}</groupId><artifactId>${what}</artifactId></exclusion>`)
    .join('')}</exclusions></dependency>`;

/** A pom whose runtime dependencies are the broker, its storage tool and a logger; Connect and its web server stay out. */
export const brokerPom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dev</groupId><artifactId>kafka-broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
${[
  dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion),
  dependency('org.apache.kafka', 'kafka-tools', kafkaVersion, [
    ['org.apache.kafka', 'connect-runtime'],
    ['org.apache.kafka', 'connect-json'],
    ['org.apache.kafka', 'connect-api'],
    ['org.apache.kafka', 'log4j-appender'],
    ['org.glassfish.jersey.containers', '*'],
  ]),
  dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', log4jVersion),
  dependency('org.apache.logging.log4j', 'log4j-core', log4jVersion),
  dependency('org.apache.logging.log4j', 'log4j-1.2-api', log4jVersion),
].join('\n')}
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version>
  </plugin></plugins></build>
</project>
`;
