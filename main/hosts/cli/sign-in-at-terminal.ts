/** Signing in at the terminal: the address and the code on standard error, an MFA code typed where somebody can type. */
import type { ErrorDetails } from '../../../preload/contract/errors.ts';
import type { SignIn } from '../../../preload/contract/sign-in.ts';
import type { App } from '../../app.ts';
import { AppError } from '../../app-error.ts';
import { formatEpoch } from '../../flowlogs/time.ts';
import type { CliIo } from './cli-io.ts';

/** Signs in the profile that an error of the code `sign_in_needed` is about. @throws AppError of the sign-in that failed; `cancelled` */
export type SignInHere = (details: ErrorDetails) => Promise<void>;

/** One sign-in of a profile at a time, whoever waits for it. NULL where nobody can be asked. */
export function signInHere(app: App, io: CliIo): SignInHere | null {
  const { ask } = io;
  if (ask === null) return null;
  const signingIn = new Map<string | null, Promise<void>>();
  return (details) => {
    const profile = typeof details.profile === 'string' ? details.profile : null;
    const going = signingIn.get(profile) ?? signInAt(app, io, ask, profile).finally(() => signingIn.delete(profile));
    signingIn.set(profile, going);
    return going;
  };
}

/**
 * The app whose operations wait for a sign-in where they need one, and are then asked again. Without a person at the
 * terminal they fail with `sign_in_needed`, as they come.
 */
export function askingApp(app: App, signIn: SignInHere | null): App {
  if (signIn === null) return app;
  const patient = async <T>(act: () => Promise<T> | T): Promise<T> => {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'sign_in_needed') throw error;
        await signIn(error.details);
      }
    }
  };

  const handlers = Object.fromEntries(
    Object.entries(app.handlers).map(([name, handle]) => [
      name,
      (input: never) => patient(() => (handle as (input: never) => unknown)(input)),
    ]),
  ) as unknown as App['handlers'];
  return { ...app, handlers, sqlOf: (source, query) => patient(() => app.sqlOf(source, query)) };
}

/** @throws AppError of the sign-in that failed; `cancelled` */
async function signInAt(app: App, io: CliIo, ask: NonNullable<CliIo['ask']>, profile: string | null): Promise<void> {
  const begun = await app.handlers['signIn.start']({ profile });
  const cancel = () => void app.handlers['signIn.cancel']({ id: begun.id });
  const leave: (() => void)[] = [io.onInterrupt(cancel)];
  try {
    await new Promise<void>((resolve, reject) => {
      const see = async (signIn: SignIn) => {
        if (signIn.step === 'done') resolve();
        else if (signIn.step === 'cancelled') reject(new AppError('cancelled', 'The sign-in was cancelled.'));
        else if (signIn.step === 'failed') reject(errorOf(signIn));
        else if (signIn.step === 'device') io.err(deviceLines(signIn));
        else if (signIn.step === 'code' && signIn.mfa) {
          const { serial, reason } = signIn.mfa;
          const code = (await ask(`${reason === null ? '' : `${reason.trim()}\n`}MFA code of ${serial}: `))?.trim();
          if (code) await app.handlers['signIn.answer']({ id: signIn.id, code });
          else cancel();
        }
      };
      leave.push(
        app.onEvent((event) => {
          if (event.name === 'signIn.changed' && event.payload.id === begun.id) see(event.payload).catch(reject);
        }),
      );
    });
  } finally {
    for (const each of leave) each();
  }
}

function deviceLines({ profile, device }: SignIn): string {
  if (device === null) return '';
  const until = formatEpoch(Math.floor(Date.parse(device.expiresAt) / 1000), 'UTC');
  const whose = profile === null ? '' : `, profile ${profile}`;
  return `Sign in to AWS${whose}: open this address in a browser, and confirm that it shows the code.\n\n  ${device.address}\n  ${device.userCode}\n\nWaiting until ${until} UTC.\n`;
}

function errorOf({ error }: SignIn): AppError {
  const { code, message, details } = error ?? {
    code: 'sign_in_failed' as const,
    message: 'The sign-in to AWS did not succeed.',
    details: {},
  };
  return new AppError(code, message, { details });
}
