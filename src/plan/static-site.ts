import type { ClassifiedStep } from '../model/classified.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { transferEndsOf } from './transfer-ends.ts';

const webRoot =
  /(^|\/)(var\/www|srv\/www|usr\/share\/nginx|public_html|htdocs|www|wwwroot|html)(\/|$)/;
const siteGenerators =
  /^(hugo|jekyll|hexo|gatsby|pelican|mkdocs|eleventy|zola|gulp|grunt|middleman|nanoc|antora|ng|vite|vuepress|docusaurus)$/;
const builtFolder = /(^|\/)(dist|build|public|_site|out|output|site|www|_book|\.output)(\/|$|\*)/;
// Text that a server interprets; a folder with such files is no static site.
const interpreted = /\.(php|phtml|cgi|pl|py|rb|jsp|asp|aspx|war|jar)$/;

/** The scripts only copy a static site to a web root, and nothing happens on the host beside it. */
export function isStaticSite(steps: readonly ClassifiedStep[], evidence: Evidence): boolean {
  const transfers = steps.flatMap((step) => {
    const ends = step.kind === 'transfer' ? transferEndsOf(step) : null;
    return ends !== null && ends.to.remote && ends.from.every(({ remote }) => !remote)
      ? [ends]
      : [];
  });
  if (transfers.length === 0) return false;
  // What a person named when they called the script may be anything.
  if (transfers.some(({ from }) => from.some(({ path }) => path.startsWith('$')))) return false;
  if (steps.some(({ step }) => machineOf(step, evidence) === 'host')) return false;
  const { root, files } = evidence.application;
  if (
    files.some((file) => interpreted.test(file) && file.startsWith(root === '.' ? '' : `${root}/`))
  )
    return false;
  const generated = steps.some(({ step }) => siteGenerators.test(step.name ?? ''));
  return transfers.every(
    ({ from, to }) =>
      webRoot.test(to.path) || (generated && from.every(({ path }) => builtFolder.test(path))),
  );
}
