// What an operator reads of `rung log` before doing what cannot be undone.
const procedure = `
Stop the service first: one that still relays tells consumers what is about to be given up. Reading and the other services may go on.
The whole topic is read; a command that was cut off may be repeated. docs/operations.md, "Backup and restore", has all the steps.
It signs in to Kafka as the service's KAFKA_SSL, KAFKA_SSL_CA and KAFKA_SASL_… say, where they are set.

Exit codes: 0 done, and commands are open; 1 refused, or not settled; 2 wrong usage; 69 PostgreSQL or Kafka cannot be had; 70 a fault of this tool.`;

export const logHelp = `
For an installation with Kafka, after the database of matrix or assessment was restored to an earlier state, its standby promoted, or
the topic lost events.

  check      says how log and topic stand to each other, and changes nothing
  import     brings the events that the topic alone knows back into the log, as they were, and opens the log for commands
  void       declares what the topic alone knows void, with a reason: consumers forget it and rebuild their views. It cannot be undone
  republish  hands over again what the topic lost
${procedure}`;

export const logHelpOf: Readonly<Record<'check' | 'import' | 'void' | 'republish', string>> = {
  check: `
Says how log and topic stand to each other, and what to do. It changes nothing. It exits with 1 while there is something to do.
${procedure}`,
  import: `
Brings the events that the topic alone knows back into the log, as they were, and opens the log for commands.
Kafka gives back events, not what a service keeps beside its log. Of assessment, what was made since the moment of the restore is lost:
the secrets of cycles (they are listed; such cycles answer 503), the keys of texts, and the texts with them. Afterwards import the
directory again, name peers and upward raters again before the manager's phase of a cycle ends, and forget again whom you had forgotten.
${procedure}`,
  void: `
Declares what the topic alone knows void. It cannot be undone: consumers forget these events for good, and their projections stand still
until they are rebuilt, which they are by themselves. The reason stays in the topic for ever. To keep the events take "rung log import".
Afterwards empty the Redis of reporting (FLUSHDB), and begin a new backup.
${procedure}`,
  republish: `
Lets the relay go back and hand over again what the topic lost, once the service runs. It is refused while the topic holds what the log
does not. A topic that is gone, or lost its beginning, is created anew first (create-topics.js).
${procedure}`,
};
