/** CloudFormation templates, written as YAML. */
import { Document, visit } from 'yaml';

export interface TemplateResource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  /** `Retain`: it stays when the stack goes. */
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** What no reader of YAML takes as it is, or takes for the end of a line. */
const UNREADABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu;

/** In a block of lines nobody tells the spaces of such a text from those before it. */
const BLANK = /^\s+$/;

/** Words of YAML 1.1 that the library leaves as they are. */
const WORDS: ReadonlySet<string> = new Set(['=', '<<']);

/** Of a key that merges: the library writes a mere text of its letters as one. */
const MERGE = 'tag:yaml.org,2002:merge';

/** @param resources by their logical ids: letters and digits */
export function templateText(description: string, resources: Readonly<Record<string, TemplateResource>>): string {
  // CloudFormation reads YAML 1.1, in which more words are no texts: `yes`, `2010-09-09`. It knows no anchors.
  const document = new Document(
    { AWSTemplateFormatVersion: '2010-09-09', Description: description, Resources: resources },
    {
      version: '1.1',
      aliasDuplicateObjects: false,
      customTags: (tags) => tags.filter((tag) => tag !== 'merge' && (typeof tag === 'string' || tag.tag !== MERGE)),
    },
  );
  visit(document, {
    Scalar(_, scalar) {
      const { value } = scalar;
      if (typeof value === 'string' && (value.search(UNREADABLE) >= 0 || BLANK.test(value) || WORDS.has(value)))
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  // They stand in double quotes only, where they can be written out.
  return document.toString({ lineWidth: 0 }).replace(UNREADABLE, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text as a logical id: `vpc-0a1b` gives `Vpc0a1b`. */
export function logicalId(...parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
