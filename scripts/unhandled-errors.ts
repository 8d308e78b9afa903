/** A reporter of Vitest's for what its JSON report leaves out: errors that no test is blamed for. Their messages, as a list. */
import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

const unhandledErrors: Reporter = {
  onTestRunEnd(_modules, errors) {
    const file = process.env.NAGARE_UNHANDLED_ERRORS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(errors.map(({ message }) => message)));
  },
};

export default class {
  readonly onTestRunEnd = unhandledErrors.onTestRunEnd;
}
