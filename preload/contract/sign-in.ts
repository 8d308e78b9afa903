/** A sign-in that needs a person: a device confirmed in the browser, a code of an MFA device, or one after the other. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';

export const signInSchema = z.object({
  id: z.string(),
  /** NULL: what the SDK's own configuration says. */
  profile: z.string().nullable(),
  /** `device`: the code is to be confirmed at the address; `code`: an MFA code is waited for; the last three are its end. */
  step: z.enum(['working', 'device', 'code', 'done', 'failed', 'cancelled']),
  device: z
    .object({
      /** What the person compares with what the page shows, or types there. */
      userCode: z.string(),
      /** https; has the code in it already where AWS gives such an address. */
      address: z.string(),
      /** Until when it can be confirmed, ISO 8601. */
      expiresAt: z.string(),
    })
    .nullable(),
  mfa: z
    .object({
      /** Of the device, as the profile names it. */
      serial: z.string(),
      /** What AWS said of the code before. */
      reason: z.string().nullable(),
    })
    .nullable(),
  error: errorSchema.nullable(),
});
export type SignIn = Readonly<z.infer<typeof signInSchema>>;
