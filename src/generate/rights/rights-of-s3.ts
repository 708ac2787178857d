import type { AwsCall } from './aws-call.ts';
import type { Right } from './rights-of-call.ts';

/**
 * The high-level commands of S3, which are several operations each.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
export function rightsOfS3(call: AwsCall): readonly Right[] | null {
  const [from = [], to = []] = call.operands;
  if (![from, to].some((end) => places(end).length > 0 && places(end).length === end.length))
    return call.operation === 'ls' && from.length === 0 ? listsAll : null;
  const recursive = call.operation === 'sync' || call.has('--recursive');
  switch (call.operation) {
    case 'sync':
    case 'cp':
    case 'mv':
      return copied(call, places(from), places(to), recursive);
    case 'rm':
      return [...listed(recursive, places(from)), ...on(['s3:DeleteObject'], places(from), true)];
    case 'ls':
      return listed(true, places(from));
    case 'presign':
      return on(['s3:GetObject'], places(from), false);
    default:
      return null;
  }
}

const listsAll: readonly Right[] = [{ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }];

interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** Of a key that only a run knows, the part before it. */
function places(texts: readonly string[]): readonly Place[] {
  return texts.flatMap((text) => {
    const [, bucket, key = ''] = /^s3:\/\/([a-z0-9.-]+)(?:\/(.*))?$/.exec(text) ?? [];
    if (bucket === undefined) return [];
    const known = /^[^$?*|]*/.exec(key)?.[0] ?? '';
    return [{ bucket, key: known === key ? key : known.replace(/[^/]*$/, '') }];
  });
}

function copied(
  call: AwsCall,
  from: readonly Place[],
  to: readonly Place[],
  recursive: boolean,
): readonly Right[] {
  const writes = [
    's3:PutObject',
    ...(call.has('--acl') ? ['s3:PutObjectAcl'] : []),
    ...(call.operation === 'sync' && call.has('--delete') ? ['s3:DeleteObject'] : []),
  ];
  const reads = ['s3:GetObject', ...(call.operation === 'mv' ? ['s3:DeleteObject'] : [])];
  return [
    ...listed(recursive, from),
    // What is there already decides what is sent.
    ...listed(call.operation === 'sync', to),
    ...on(reads, from, recursive),
    ...on(writes, to, recursive),
  ];
}

function listed(isListed: boolean, all: readonly Place[]): readonly Right[] {
  if (!isListed || all.length === 0) return [];
  return [
    {
      actions: ['s3:ListBucket'],
      resources: all.map(({ bucket }) => `arn:{partition}:s3:::${bucket}`),
    },
  ];
}

/** Everything below the key, where the command goes through a folder or the key is one. */
function on(actions: readonly string[], all: readonly Place[], isTree: boolean): readonly Right[] {
  if (all.length === 0) return [];
  return [
    {
      actions,
      resources: all.map(({ bucket, key }) => {
        const isFolder = isTree || key === '' || key.endsWith('/');
        const path = isFolder ? `${key.replace(/\/$/, '')}${key === '' ? '' : '/'}*` : key;
        return `arn:{partition}:s3:::${bucket}/${path}`;
      }),
    },
  ];
}
