/**
 * `node test/bench/inside.ts PIECE ...`: one piece of Nagare's own work in a process of its own, through the same doors
 * as the app's: handlers, workers, streams, jobs. Prints what it found as JSON.
 */
const pieces: Readonly<Record<string, () => Promise<(...parameters: string[]) => Promise<unknown>>>> = {
  idle: async () => (await import('./inside/in-out.ts')).idle,
  import: async () => (await import('./inside/in-out.ts')).importCsv,
  export: async () => (await import('./inside/in-out.ts')).exportRows,
  'local-query': async () => (await import('./inside/in-out.ts')).queryFiles,
  pages: async () => (await import('./inside/pages.ts')).pages,
  estimate: async () => (await import('./inside/estimate.ts')).estimate,
  history: async () => (await import('./inside/history.ts')).history,
  together: async () => (await import('./inside/together.ts')).together,
};

const [name = '', ...parameters] = process.argv.slice(2);
const load = Object.hasOwn(pieces, name) ? pieces[name] : undefined;
if (!load) throw new Error(`one of ${Object.keys(pieces).join(', ')}`);
const piece = await load();
console.log(JSON.stringify(await piece(...parameters)));
