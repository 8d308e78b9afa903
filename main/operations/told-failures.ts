/** Any operation may meet a history that cannot be written: a full disk, a folder that was closed. */
import { historyFailure } from '../history/history-failure.ts';
import type { Handlers } from '../rpc/handlers.ts';

/** The same handlers; what SQLite throws at them is said as the app says it. @param path of the history */
export function withToldFailures(handlers: Handlers, path: string): Handlers {
  const tell = (error: unknown): never => {
    throw historyFailure(error, path);
  };
  const told = ([name, handle]: [string, (input: never) => unknown]) => [
    name,
    (input: never) => {
      try {
        const answer = handle(input);
        return answer instanceof Promise ? answer.catch(tell) : answer;
      } catch (error) {
        return tell(error);
      }
    },
  ];
  return Object.fromEntries(Object.entries(handlers).map((each) => told(each as [string, (input: never) => unknown]))) as Handlers;
}
