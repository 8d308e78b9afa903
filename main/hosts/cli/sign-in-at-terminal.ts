/** Signing in at the terminal: the address and the code on standard error, an MFA code typed where somebody can type. */
import type { SignIn } from '../../../preload/contract/sign-in.ts';
import type { App } from '../../app.ts';
import { AppError } from '../../app-error.ts';
import { formatEpoch } from '../../flowlogs/time.ts';
import type { CliIo } from './cli-io.ts';

/**
 * The app whose operations wait for a sign-in where they need one, and are then asked again. Without a person at the
 * terminal they fail with `sign_in_needed`, as they come.
 */
export function askingApp(app: App, io: CliIo): App {
  if (io.ask === null) return app;
  const ask = io.ask;
  const signingIn = new Map<string | null, Promise<void>>();

  const signIn = (profile: string | null): Promise<void> => {
    const going = signingIn.get(profile) ?? signInAt(app, io, ask, profile).finally(() => signingIn.delete(profile));
    signingIn.set(profile, going);
    return going;
  };
  const patient = async <T>(act: () => Promise<T> | T): Promise<T> => {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'sign_in_needed') throw error;
        await signIn(typeof error.details.profile === 'string' ? error.details.profile : null);
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
