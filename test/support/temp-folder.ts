import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the test's own, gone when the test is. */
export function tempFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nagare-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
