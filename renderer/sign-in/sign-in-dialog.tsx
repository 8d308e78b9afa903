import { type FormEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { SignIn } from '../../preload/contract/sign-in.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { systemZone } from '../settings/settings-context.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import './sign-in-dialog.css';
import { useSignInStore } from './sign-in-context.tsx';
import type { Asked, SignInStore } from './sign-in-store.ts';
import { texts } from './texts.ts';

/** Whatever a sign-in takes of a person, step by step; nothing while nobody needs one. */
export function SignInDialog() {
  const store = useSignInStore();
  return store && <Shown store={store} />;
}

function Shown({ store }: { readonly store: SignInStore }) {
  const t = useTexts(texts);
  const form = useId();
  const { asked, signIn } = useSyncExternalStore(store.subscribe, store.get);
  // The person has pressed the button: the browser may be opened for it, once the address is there.
  const [isBegun, setBegun] = useState(false);
  useOpening(isBegun ? (signIn?.device?.address ?? null) : null);
  useEffect(() => {
    if (asked === null) setBegun(false);
  }, [asked]);
  if (asked === null) return null;

  const begin = () => {
    setBegun(true);
    void store.begin();
  };
  const isOffer = signIn === null && asked.method === 'sso' && !isBegun;
  const isOver = signIn?.step === 'failed' || signIn?.step === 'cancelled';
  const wantsCode = signIn?.step === 'code';
  return (
    <Dialog
      title={asked.method === 'mfa' || wantsCode ? t.codeTitle : t.title}
      isOpen
      width={480}
      onClose={store.dismiss}
      footer={
        <>
          <Button onPress={store.dismiss}>{isOffer ? t.notNow : isOver ? t.close : t.cancel}</Button>
          {isOffer && (
            <Button variant="primary" onPress={begin} autoFocus>
              {t.signIn}
            </Button>
          )}
          {wantsCode && (
            <Button variant="primary" form={form}>
              {t.signIn}
            </Button>
          )}
          {isOver && (
            <Button variant="primary" onPress={begin} autoFocus>
              {t.tryAgain}
            </Button>
          )}
        </>
      }
    >
      <div className="sign-in">
        <Subject asked={asked} signIn={signIn} />
        {isOffer ? <p>{t.offer}</p> : <Step store={store} signIn={signIn} form={form} />}
      </div>
    </Dialog>
  );
}

/** Opens each address once. */
function useOpening(address: string | null): void {
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (address === null || address === opened.current) return;
    opened.current = address;
    // Electron hands it to the system's browser; in a browser a window may be refused, and the link is there.
    window.open(address, '_blank', 'noopener');
  }, [address]);
}

function Subject({ asked, signIn }: { readonly asked: Asked; readonly signIn: SignIn | null }) {
  const t = useTexts(texts);
  const serial = signIn?.mfa?.serial ?? (asked.method === 'mfa' ? asked.subject : null);
  return (
    <dl className="ui-rows sign-in-subject">
      <dt className="ui-rows-label">{t.profile}</dt>
      <dd>{asked.profile ?? t.defaultProfile}</dd>
      <dt className="ui-rows-label">{serial === null ? t.session : t.device}</dt>
      <dd className="mono">{serial ?? asked.subject}</dd>
    </dl>
  );
}

function Step({ store, signIn, form }: { readonly store: SignInStore; readonly signIn: SignIn | null; readonly form: string }) {
  const t = useTexts(texts);
  if (signIn?.step === 'device' && signIn.device) return <DeviceStep device={signIn.device} />;
  // A code that was refused leaves an empty field.
  if (signIn?.step === 'code') return <CodeStep key={signIn.mfa?.reason ?? ''} store={store} mfa={signIn.mfa} form={form} />;
  if (signIn?.step === 'failed' && signIn.error) return <ErrorNote error={signIn.error} />;
  return (
    <p className="sign-in-waiting">
      <Spinner label={t.asking} />
      <span className="muted">{t.asking}</span>
    </p>
  );
}

function DeviceStep({ device }: { readonly device: NonNullable<SignIn['device']> }) {
  const t = useTexts(texts);
  const format = useFormat();
  return (
    <>
      <p>{t.confirm}</p>
      <output className="sign-in-code mono">{device.userCode}</output>
      <p className="sign-in-ways">
        <a className="ui-link" href={device.address} target="_blank" rel="noopener noreferrer">
          {t.openPage}
        </a>
        <CopyButton text={device.userCode}>{t.copy}</CopyButton>
        {/* For another browser, where the person is signed in already. */}
        <CopyButton text={device.address}>{t.copyAddress}</CopyButton>
      </p>
      <p className="sign-in-waiting muted">
        <Spinner label={t.title} />
        <span>{t.until(format.clock(new Date(device.expiresAt), systemZone()))}</span>
      </p>
    </>
  );
}

function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const t = useTexts(texts);
  const [isCopied, setCopied] = useState(false);
  return (
    <LinkButton onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {isCopied ? t.copied : children}
    </LinkButton>
  );
}

function CodeStep({ store, mfa, form }: { readonly store: SignInStore; readonly mfa: SignIn['mfa']; readonly form: string }) {
  const t = useTexts(texts);
  const [code, setCode] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') void store.answer(code.trim());
  };
  return (
    // The refusal of the code before says nothing of the one that is typed now.
    <form id={form} onSubmit={send} noValidate>
      <TextField
        label={t.code}
        value={code}
        onChange={setCode}
        mono
        autoFocus
        hint={t.codeHint}
        problem={mfa?.reason == null ? null : t.wrongCode(mfa.reason)}
      />
    </form>
  );
}
