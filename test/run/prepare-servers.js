// Installs the servers that tests want and this machine lacks, where a package manager has them and allows it.
import { installMissing } from '@rung/local-servers';

await installMissing((note) => void process.stdout.write(`  ${note}\n`));
