/** Profiles of the AWS configuration files: what they are, and what is wrong with them. Nothing secret is in here. */
import { z } from 'zod';

/** Where a profile's credentials come from. `none`: it has settings, but no credentials. */
export const profileKinds = ['keys', 'sso', 'role', 'process', 'web_identity', 'login', 'none'] as const;
export type ProfileKind = (typeof profileKinds)[number];

/** What keeps a profile from being used. `name` of the problem is what it refers to: a profile, a session, a source. */
export const profileProblems = [
  'loop',
  'source_missing',
  'source_none',
  'role_without_source',
  'role_two_sources',
  'credential_source_unknown',
  'session_missing',
  'sso_incomplete',
  'keys_incomplete',
] as const;

export const profileProblemSchema = z.object({
  code: z.enum(profileProblems),
  name: z.string(),
  path: z.string(),
  /** The section's line, from 1. */
  line: z.number().int(),
});
export type ProfileProblem = Readonly<z.infer<typeof profileProblemSchema>>;

export const profileSchema = z.object({
  name: z.string(),
  /** Region that the profile itself sets. */
  region: z.string().nullable(),
  kind: z.enum(profileKinds),
  /** Role: the source profile or credential source. SSO: the session's name, or the host of its start page. */
  of: z.string().nullable(),
  /** Role and SSO: the role's name. */
  role: z.string().nullable(),
  /** Account id, where the profile says. */
  account: z.string().nullable(),
  mfa: z.boolean(),
  /** AWS_PROFILE names it. */
  isCurrent: z.boolean(),
  problem: profileProblemSchema.nullable(),
});
export type Profile = Readonly<z.infer<typeof profileSchema>>;

/** What is wrong with a file or a line of it; the rest of the file is used. */
export const configProblems = [
  'unreadable',
  'is_folder',
  'too_large',
  'not_utf8',
  'section_unclosed',
  'section_twice',
  'key_outside',
  'no_equals',
  'profile_word',
  'profile_name',
] as const;

export const configProblemSchema = z.object({
  code: z.enum(configProblems),
  path: z.string(),
  /** From 1; NULL: the whole file. */
  line: z.number().int().nullable(),
  /** `section_twice`: the section. `profile_word`, `profile_name`: the name. */
  name: z.string().nullable(),
});
export type ConfigProblem = Readonly<z.infer<typeof configProblemSchema>>;

/** What "default credentials" are now. `instance`: the machine's own role, if it has one. */
export const defaultCredentials = ['profile', 'environment', 'web_identity', 'container', 'instance', 'none'] as const;

export const profileListSchema = z.object({
  /** `default` first, then by name. */
  profiles: z.array(profileSchema),
  problems: z.array(configProblemSchema),
  defaults: z.object({ from: z.enum(defaultCredentials), profile: z.string().nullable(), region: z.string().nullable() }),
});
export type ProfileList = Readonly<z.infer<typeof profileListSchema>>;
