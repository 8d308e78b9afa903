/** Why the rows of a run came by Athena's API and not from S3. JSON. */
export const viaWhyMigration = `
  ALTER TABLE runs ADD COLUMN via_why TEXT;
`;
