import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readyTemplate } from '../../../main/setup/integration/aws-template.ts';

const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  # Kept as it is.
  Group:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: !Sub "group-\${AWS::Region}"
      Description: !Ref Words
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Table:
    Type: AWS::Glue::Table
    Properties:
      TableInput: { Name: fl0123daily }
`;

describe('a template of AWS’s', () => {
  it('is changed in the one thing that lets it be deleted, and in nothing else', () => {
    const ready = readyTemplate(yaml);
    expect(ready.isChanged).toBe(true);
    expect(ready.template.replace(/\n\s+RecursiveDeleteOption: true/, '')).toBe(yaml);
    expect(ready.capabilities).toEqual(['CAPABILITY_IAM']);
    expect(ready.resources).toEqual([
      { logicalId: 'Group', type: 'AWS::Athena::WorkGroup', name: `group-\${AWS::Region}` },
      { logicalId: 'Role', type: 'AWS::IAM::Role', name: null },
      { logicalId: 'Table', type: 'AWS::Glue::Table', name: 'fl0123daily' },
    ]);
    // Once is enough.
    expect(readyTemplate(ready.template)).toMatchObject({ isChanged: false, template: ready.template });
  });

  it('may be JSON; a role with a name wants a capability of its own', () => {
    const json = JSON.stringify({
      Resources: {
        Group: { Type: 'AWS::Athena::WorkGroup', Properties: { Name: 'g', RecursiveDeleteOption: false } },
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } },
      },
    });
    const ready = readyTemplate(json);
    expect(JSON.parse(ready.template)).toMatchObject({ Resources: { Group: { Properties: { RecursiveDeleteOption: true } } } });
    expect(ready.capabilities).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(parse(ready.template)).toEqual(JSON.parse(ready.template));
  });

  it.each([
    ['AWS::IAM::Role', 'RoleName'],
    ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName'],
    ['AWS::IAM::User', 'UserName'],
    ['AWS::IAM::Group', 'GroupName'],
    ['AWS::IAM::InstanceProfile', 'InstanceProfileName'],
  ])('with a name that somebody chose for %s wants a capability of its own, whatever stands beside it', (Type, name) => {
    const policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p' } };
    const chosen = { Type, Properties: { [name]: 'n' } };
    const capabilitiesOf = (...all: readonly unknown[]) => readyTemplate(JSON.stringify({ Resources: { ...all } })).capabilities;
    expect(capabilitiesOf(policy, { Type })).toEqual(['CAPABILITY_IAM']);
    expect(capabilitiesOf(chosen, policy)).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(capabilitiesOf(policy, chosen)).toEqual(['CAPABILITY_NAMED_IAM']);
    expect(readyTemplate(JSON.stringify({ Resources: { chosen } })).resources).toMatchObject([{ name: 'n' }]);
  });

  it.each(['', 'no template', '<html></html>', 'Resources: [', 'Outputs: {}'])('%j is none', (text) => {
    expect(() => readyTemplate(text)).toThrow(expect.objectContaining({ code: 'aws_error' }));
  });
});
