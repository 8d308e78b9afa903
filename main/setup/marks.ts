/** How what Nagare made is known again, by whoever looks: a mark on the thing itself. Nothing of it is kept elsewhere. */

/** On flow logs, buckets, workgroups and stacks. */
export const TAG = { key: 'created-by', value: 'nagare' } as const;

/** On a stack: the id of the flow log that it is for. Until its table is there, nothing else tells. */
export const FLOW_LOG_TAG = 'nagare-flow-log';

/** On a stack of AWS's integration: where the template was put that it was made of, `s3://bucket/folder/`. Nothing else tells. */
export const TEMPLATE_TAG = 'nagare-template';

/** Whether CloudFormation takes a value of a tag (docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html); S3 takes more in keys. */
export const isTagValue = (text: string): boolean => /^[\p{L}\p{N}\p{Zs}_.:/=+@-]{1,256}$/u.test(text);

/** Parameter of a table or a database in the catalogue; its value is the flow log's id. */
export const CATALOG_MARK = 'nagare.created';

/** The description that AWS gives the workgroups of its own integration. */
export const AWS_WORKGROUP_WORDS = 'This workgroup has the queries related to vpc flow logs.';

/** @param tags as AWS lists them, whatever the service calls the fields */
export function isMarked(tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined): boolean {
  return tags?.some((tag) => tag.Key === TAG.key && tag.Value === TAG.value) ?? false;
}
