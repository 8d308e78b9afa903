/** Setting up against the emulator: an account with a VPC and nothing else, unless a test says otherwise. */
import { suggestFlowLog } from '../../main/flowlogs/setup-suggestions.ts';
import { makeFlowLog } from '../../main/setup/flow-log/make-flow-log.ts';
import type { SetupContext } from '../../main/setup/setup-context.ts';
import type { FlowLogChoice } from '../../preload/contract/setup.ts';
import { VPC } from '../aws/ec2/network.ts';
import type { EmulatorOptions } from '../aws/emulator.ts';
import { type EmulatedAws, emulatedAws } from './emulated-aws.ts';

export const place = { profile: null, region: null };
export const REGION = 'ap-northeast-1';

export interface SetupHere extends EmulatedAws {
  readonly context: SetupContext;
}

export async function setupHere(options: EmulatorOptions = {}): Promise<SetupHere> {
  const emulated = await emulatedAws({ isEmpty: true, ...options });
  return { ...emulated, context: { place, clients: emulated.clients, now: Date.now } };
}

/** The recommended flow log of the emulator's VPC, in a bucket of its own. */
export const choiceOf = (change: Partial<FlowLogChoice> = {}): FlowLogChoice => ({
  ...suggestFlowLog('VPC', [VPC], { account: '123456789012', region: REGION }),
  ...change,
});

/** One that is there, with files of a window if it is given. @returns its id */
export async function madeFlowLog(
  { aws, context }: SetupHere,
  change: Partial<FlowLogChoice> = {},
  window: { readonly from: number; readonly to: number } | null = null,
): Promise<string> {
  const { flowLogIds, steps } = await makeFlowLog(context, choiceOf(change));
  const [id] = flowLogIds;
  if (id === undefined) throw new Error(JSON.stringify(steps));
  if (window) await aws.account.deliver(id, window);
  return id;
}
