/** Names that say secret and mean something else: where it lies, how long it is, what it is called. */
const harmlessName =
  /(_?(FILE|PATH|DIR|FOLDER|NAME|URL|URI|HOST|ID|ARN|LENGTH|LEN|PROMPT|HELP|TYPE|TTL|EXPIRY|VERSION|PREFIX|REGION|POLICY|ALIAS|LABEL|FIELD|HEADER|USER|COUNT|SIZE|METHOD|MODE|REQUIRED|ENABLED|LOCATION|STORE|PARAM|PARAMETER|VAR|LIFETIME|TIMEOUT|MINUTES|SECONDS|HOURS|DAYS|EXPIRES?(_IN)?|EXPIRATION|ALGORITHM))$|^(OLD)?PWD$|(^|[_.-])pw(?!d)[a-z]|^pwd$|passenger|passerelle|passage|passe?port|bypass|compass|passive|passthrough|pass_?rate|tokeni[sz]|KEY_?FILE|_?AUTHOR|passed/i;

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  if (/ACCESS_?KEY_?ID$/i.test(name)) return false;
  if (/(^|[_.-])pass$/i.test(name) || !/pass$/i.test(name)) return !harmlessName.test(name);
  return (
    !harmlessName.test(name) &&
    /(db|root|admin|user|my|sql|ftp|ssh|web|app|pg|smtp|mail)pass$/i.test(name)
  );
}

/** Words that stand in a script for a value to be filled in, or that everybody tries first. */
const placeholder =
  /^(change[-_ ]?me.*|change[-_]?this.*|replace[-_ ]?(me|this).*|your[-_ ].*|your[a-z]*(password|passwd|token|key|secret).*|votre.*|x{3,}|\*{3,}|\.{3,}|<[^>]*>|\[[^\]]*\]|\{\{.*|example.*|exemple.*|placeholder|todo|fixme|dummy|sample|redacted|hidden|masked|none|null|nil|undefined|empty|default|test|root|toor|admin|administrator|password|passwd|motdepasse|secret|token|user|guest|demo|mysql|postgres|postgresql|mongo|redis|docker|vagrant|string|value|optional|required|insert.*|put.*here|enter.*|to[-_]?be[-_].*|some.*|my[-_]?(secret|password|token|key)([-_]?(key|token|value))?|(super)?secret([-_]?key)?)$/i;

/** Whether a value is there to be filled in, or a word that everybody knows. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim());
}

/** What can't be a secret: nothing, a reference, a path, a truth value, a piece of the shell. */
const harmlessValue =
  /^(\$\{?\w+.*|\\?\$.*|`.*|~.*|\.{1,2}\/.*|\/[\w.@~-]*(\/[\w.@~$-]*)*|true|false|yes|no|on|off|oui|non|[-,;:.=_]+|[;,|&)]\s.*|-{1,2}[a-z][a-z-]*([= ].*)?|@[\w~.-]*[/.][\w~./-]*|@-?|%\w+%|%[(\w].{0,3}|\d{1,3}|env\(.*|process\.env.*|file:.*|arn:.*|(\w+=)?[a-z][\w/-]*:latest(,.*)?|https?:\/\/[^:@]*)$/i;

/** `DB_PASSWORD`: the name of a variable; in small letters it may well be the secret itself. */
const constantName = /^[A-Z]+(_[A-Z]+)+$/;

/** Whether the text could be a secret: written out, and neither reference nor path nor placeholder. */
export function isSecretValue(text: string): boolean {
  if (text.length < 3 || harmlessValue.test(text) || constantName.test(text)) return false;
  if (isPlaceholder(text)) return false;
  return !holdsExpansion(text);
}

/**
 * A value that is put together from others: what is written is not the secret. A dollar with a
 * backslash is one character of it, and two of them are nothing that anybody would expand.
 */
export function holdsExpansion(text: string): boolean {
  const unescaped = text.replace(/\\.|\$\$/gs, '');
  return /\$[A-Za-z_{(@*#?!0-9]|`/.test(unescaped) || text.includes('#{') || text.includes('<%');
}
