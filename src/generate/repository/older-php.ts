import type { RuntimeVersion } from '../../model/build-plan.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

const extensions = ['cli', 'bcmath', 'curl', 'gd', 'intl', 'mbstring', 'mysql', 'xml', 'zip'];

/**
 * A version of PHP that no runtime of CodeBuild is: the packages of Debian's maintainer of PHP bring it.
 * It goes before the image's own, which is found first on the path.
 * Source: https://launchpad.net/~ondrej/+archive/ubuntu/php
 */
export function olderPhp(runtimes: readonly RuntimeVersion[]): readonly Block[] {
  return runtimes
    .filter(({ isCarried }) => !isCarried)
    .map(({ version, found }) =>
      ownBlock(
        `PHP ${version}, which CodeBuild does not offer (${found ?? ''}); mind its end of life.`,
        [
          'add-apt-repository -y ppa:ondrej/php',
          'apt-get update -qq',
          `apt-get install -y -qq --no-install-recommends ${extensions.map((name) => `php${version}-${name}`).join(' ')}`,
          'mkdir -p /opt/php',
          `ln -sf /usr/bin/php${version} /opt/php/php`,
          'export PATH="/opt/php:$PATH"',
        ],
      ),
    );
}
