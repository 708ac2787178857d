import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { recordAt } from '../reading.ts';
import type { Buildspec } from './buildspec.ts';

type Versions = Readonly<Record<string, readonly string[]>>;

const java = ['corretto8', 'corretto11', 'corretto17', 'corretto21', 'corretto25'];
const sinceAmazonLinux2023: Versions = {
  java,
  golang: ['1.20', '1.21', '1.22', '1.23', '1.24', '1.25', '1.26'],
  python: ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'],
  php: ['8.2', '8.3', '8.4', '8.5'],
  ruby: ['3.1', '3.2', '3.3', '3.4', '4.0'],
  nodejs: ['18', '20', '22', '24'],
  dotnet: ['6', '8', '10'],
};
const newest: Versions = {
  java,
  golang: ['1.24', '1.25', '1.26'],
  rust: ['1.93'],
  python: ['3.10', '3.11', '3.12', '3.13', '3.14'],
  php: ['8.2', '8.3', '8.4', '8.5'],
  ruby: ['3.3', '3.4', '4.0'],
  nodejs: ['22', '24'],
  dotnet: ['8', '10'],
};

/**
 * What the managed images carry. An image of a team's own has no runtime-versions, and one that we
 * don't know is not judged.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
 */
const carried: readonly { readonly image: RegExp; readonly versions: Versions }[] = [
  { image: /(^|\/)standard:7\.0/, versions: sinceAmazonLinux2023 },
  { image: /amazonlinux-x86_64-standard:5\.0/, versions: sinceAmazonLinux2023 },
  { image: /amazonlinux-aarch64-standard:3\.0/, versions: sinceAmazonLinux2023 },
  { image: /(^|\/)standard:8\.0/, versions: newest },
  { image: /amazonlinux-x86_64-standard:6\.0/, versions: newest },
  { image: /amazonlinux-aarch64-standard:4\.0/, versions: newest },
];

/** Runtime versions that YAML misreads, or that the image does not carry. */
export function runtimeProblems(
  { document }: Buildspec,
  image: string | null,
): readonly Diagnostic[] {
  const path = '/phases/install/runtime-versions';
  const install = recordAt(recordAt(document.data, 'phases'), 'install');
  const versions = carried.find((one) => image !== null && one.image.test(image))?.versions;
  return Object.entries(recordAt(install, 'runtime-versions')).flatMap(([runtime, given]) => {
    const line = document.lineOf(`${path}/${runtime}`);
    const version = String(given);
    const isRead = document.scalarAt(`${path}/${runtime}`)?.source ?? version;
    const choices = versions?.[runtime] ?? (versions === undefined ? null : []);
    return [
      ...(typeof given === 'number'
        ? [diagnose('check/runtime-unquoted', document.file, line, { runtime, version: isRead })]
        : []),
      ...(choices === null || isCarried(version, choices)
        ? []
        : [
            diagnose('check/runtime-not-in-image', document.file, line, {
              runtime,
              version,
              image: image ?? '',
              choices: choices.length === 0 ? '–' : choices.join(', '),
            }),
          ]),
    ];
  });
}

/** `20.x` and `8.0` of .NET name the same as `20` and `8`. */
function isCarried(version: string, choices: readonly string[]): boolean {
  const plain = version.replace(/\.x$/, '');
  return (
    plain === 'latest' || choices.includes(plain) || choices.includes(plain.replace(/\.0$/, ''))
  );
}
