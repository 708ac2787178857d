/**
 * `owner/name` of an address of Git, as a connection wants it; null for none, and for an address without
 * an owner, which no connection reaches. What is no address stays as it is.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html
 */
export function repositoryName(address: string | null): string | null {
  if (address === null) return null;
  const path =
    /^[a-z][a-z+]*:\/\/(?:[^@/]*@)?[^/]+\/(.+)$/i.exec(address)?.[1] ??
    /^(?:[^@/]+@)?[^:/]+:(?!\/\/)(.+)$/.exec(address)?.[1];
  const name = (path ?? address).replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  return path === undefined || name.includes('/') ? name : null;
}
