import { alternativesOf } from '../../shell/value.ts';
import type { Step } from '../../model/step.ts';
import { valueText } from '../../plan/value-text.ts';
import type { Right } from './rights-of-call.ts';

// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
const pulls = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];
const pushes = [
  ...pulls,
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** What a container tool does with repositories of ECR that its words name. */
export function rightsOfImages(step: Step): readonly Right[] {
  if (!/^(docker|podman|nerdctl|buildah|skopeo)$/.test(step.name ?? '')) return [];
  const texts = [step.words, ...step.variants.map(({ words }) => words)]
    .flat()
    .flatMap(({ value }) => alternativesOf(value).map(valueText));
  const verb = step.plain.slice(0, 2).map(({ value }) => valueText(value));
  // A tag and a login say where an image will go, and ask the registry for nothing of it.
  if (verb.some((word) => /^(tag|login|logout|rmi|rm|stop|images?)$/.test(word))) return [];
  const isPush = verb.includes('push') || texts.includes('--push');
  const resources = [...new Set(texts.flatMap(repositoryOf))];
  return resources.length === 0 ? [] : [{ actions: isPush ? pushes : pulls, resources }];
}

/** `123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop/api:1.2` → the ARN of the repository. */
function repositoryOf(text: string): readonly string[] {
  const [, registry = '', name] =
    /^(\S*)\.amazonaws\.com(?:\.cn)?\/([a-z0-9._/-]+?)(?:[:@].*)?$/.exec(text) ?? [];
  if (name === undefined) return [];
  const [, account, region] = /^(.*)\.dkr\.ecr\.(.*)$/.exec(registry) ?? [];
  if (account === undefined || region === undefined) return [];
  const home = /^\d{12}$/.test(account) ? account : '{account}';
  const where = /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : '{region}';
  return [`arn:{partition}:ecr:${where}:${home}:repository/${name}`];
}
