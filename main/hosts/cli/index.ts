/** Entry of package.json's `bin`: dist/main/cli.js. */

/** The native packages are built for this version of Node-API; an older Node dies on them without a word. */
const NODE_API = 10;

if (Number(process.versions.napi) < NODE_API) {
  process.stderr.write(`Nagare needs Node 22.14 or newer, and this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  // Only now: an import above would load them first.
  const { createProcessIo } = await import('./process-io.ts');
  const { runCli } = await import('./run-cli.ts');
  process.exitCode = await runCli(process.argv.slice(2), createProcessIo(process));
}
