/** A clean-up from its plan to its end: what was made is gone, and nothing else is. */
import { expect, it } from 'vitest';
import { awsIntegration, cleaning, itemOf, loggedFlows, ownIntegration, proposed, statesOf } from '../../support/cleaning.ts';

it('takes away all that setting up made, both integrations, and the account is what it was', async () => {
  const here = await cleaning();
  const before = here.aws.account.snapshot();
  const flowLog = await loggedFlows(here);
  await awsIntegration(here, flowLog);
  await ownIntegration(here, flowLog);
  const plan = await here.plan([flowLog.id]);
  console.log(here.cleanups.text({ id: plan.id, language: 'en' }));
  const typed = plan.items.filter(({ needsTyped }) => needsTyped);
  const ended = await here.run(
    plan,
    [...proposed(plan), ...typed.map(({ id }) => id)],
    typed.map(({ identity }) => identity),
  );
  console.log(here.cleanups.text({ id: plan.id, language: 'ja' }));
  expect(here.aws.account.snapshot()).toEqual(before);
});
