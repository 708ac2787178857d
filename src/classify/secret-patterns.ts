import type { Secret } from '../model/classified.ts';
import { compilePattern } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** How one form of secret is written; the group `secret` holds the characters to hide. */
export interface SecretForm {
  readonly kind: Secret['kind'];
  readonly pattern: Pattern;
  /** The value must look like one: what is named a password may be a path or a variable. */
  readonly checksValue: boolean;
  /** Holds only where a script writes a file: in commands, `;` and `&` end a value. */
  readonly onlyInFiles?: boolean;
}

function form(kind: Secret['kind'], source: string, checksValue = false): SecretForm {
  return { kind, pattern: compilePattern(source), checksValue };
}

/** In double quotes: a backslash takes the character after it along, unless the quotes have one themselves. */
const quoted = (name: string): string =>
  `(?:"(?P<${name}>(?:[^"\\n\\\\]|\\\\[^\\n])+)"|\\\\"(?P<escaped>[^"\\n\\\\]+))`;

/** What may stand for a value: in single quotes, in double quotes, or bare. */
const value = `(?:'(?P<single>(?:[^'\\n]|'\\\\'')+)'|${quoted('double')}|(?P<bare>(?:[^\\s"'\`;&|<>()\\\\]|\\\\.)+))`;

/** The same where the value may not begin with a blank, and the end may be missing. */
const quotedStart = `(?:"(?P<double>(?:[^"\\s\\\\]|\\\\[^\\n])(?:[^"\\n\\\\]|\\\\[^\\n])*)|\\\\"(?P<escaped>[^"\\s\\\\][^"\\n\\\\]*))`;

/** A word of the shell without quotes: a brace is part of it where it does not open or close. */
const bareWord =
  '(?P<bare>(?:[^\\s"\'`;&|<>(){}\\\\]|\\\\.)(?:[^\\s"\'`;&|<>(){}\\\\]|\\\\.|\\{|\\}[^\\s"\'`;&|<>(){}\\\\])*)';

/** In a header up to its end: a blank, a quote, an expansion, or the backslash in front of a quote. */
const inHeader = '(?P<bare>[^\\s"\'`$\\\\]{6,})';

/** Names whose value is a secret. A name may go on, `DB_PASSWORD_PROD`; see `secretName` for what it may not say. */
const secretWord =
  '(?:PASS(?:W(?:OR)?D|PHRASE|WRD)?|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|ENC(?:RYPTION)?_?KEY|SIGNING_?KEY|MASTER_?KEY|APP_?KEY|LICEN[CS]E_?KEY|AUTH_?KEY|DEPLOY_?KEY|ACCOUNT_?KEY|SECRET_?KEY|CREDENTIALS?|MOT_?DE_?PASSE|MDP|PSWD|(?:\\b|[_.-])PW)';

const databaseClients =
  '(?:mysql|mysqldump|mysqladmin|mysqlimport|mysqlcheck|mariadb|mariadb-dump)';

/** Tokens that give themselves away by their shape. Sources: the issuers' own documentation. */
const tokenShapes = [
  'A(?:KIA|SIA)[0-9A-Z]{16}',
  'gh[pousr]_[A-Za-z0-9]{30,}',
  'github_pat_[A-Za-z0-9_]{40,}',
  'gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,}',
  'xox[abeoprs]-[A-Za-z0-9-]{10,}',
  '[sr]k_(?:live|test)_[A-Za-z0-9]{16,}',
  'sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}',
  'AIza[0-9A-Za-z_-]{35}',
  'ya29\\.[0-9A-Za-z_-]{20,}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-[A-Za-z0-9_-]{50,}',
  'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}',
  'dckr_pat_[A-Za-z0-9_-]{20,}',
  'hf_[A-Za-z0-9]{30,}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'do[op]_v1_[a-f0-9]{64}',
  'key-[0-9a-f]{32}',
  'AGE-SECRET-KEY-1[0-9A-Z]{50,}',
  'hvs\\.[A-Za-z0-9_-]{20,}',
  'eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}',
  '[0-9]{8,10}:AA[A-Za-z0-9_-]{33}',
];

/** Every form that is looked for, in order: where two overlap, the earlier one names the kind. */
export const secretForms: readonly SecretForm[] = [
  form(
    'private-key',
    '(?s)(?P<bare>-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----.*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----)',
  ),
  form(
    'webhook',
    '(?P<bare>https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9_/-]+)',
  ),
  form(
    'webhook',
    '(?P<bare>https://(?:[a-z]+\\.)?discord(?:app)?\\.com/api/(?:v[0-9]+/)?webhooks/[0-9]+/[A-Za-z0-9_-]+)',
  ),
  form(
    'webhook',
    '(?P<bare>https://[a-z0-9.-]*(?:webhook\\.office\\.com|outlook\\.office\\.com/webhook|logic\\.azure\\.com)[^\\s"\'$`]+)',
  ),
  form('webhook', '(?P<bare>https://chat\\.googleapis\\.com/v1/spaces/[^\\s"\'$`]+)'),
  form('webhook', '(?P<bare>https://[A-Za-z0-9.-]+/hooks/[A-Za-z0-9]{16,}(?:/[A-Za-z0-9]+)?)'),
  form('token', `(?:^|[^A-Za-z0-9_])(?P<bare>${tokenShapes.join('|')})`),
  form('token', '(?P<bare>bot[0-9]{8,10}:[A-Za-z0-9_-]{30,})'),
  form(
    'url-credentials',
    '[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@"\'$`]*:(?P<bare>[^\\s/@"\'$`{}<>]+)@',
    true,
  ),
  form(
    'url-credentials',
    'https?://[^\\s/:@"\'`]*\\$\\{?[A-Za-z_]+\\}?:(?P<bare>[^\\s/@"\'$`{}<>]+)@',
    true,
  ),
  form('url-credentials', 'https?://(?P<bare>[A-Za-z0-9_-]{20,})(?::x-oauth-basic)?@'),
  form('password', `sshpass\\s+(?:-[ev]\\s+)*-p\\s*${value}`, true),
  form('password', `\\b${databaseClients}\\b(?:[^|;&\\n]|\\\\\\n)*?\\s-p${value}`, true),
  form(
    'password',
    `(?i)\\s--?(?:[a-z]+-)*(?:password|passwd|pass|passphrase|db-pass|dbpass|storepass|keypass|srcstorepass|deststorepass|secret|token|api-key|apikey|auth-token|access-token|secret-key|client-secret)(?:=|[ \\t]+)${value}`,
    true,
  ),
  form(
    'password',
    `\\b(?:curl|http|https|wget)\\b(?:[^|;&\\n]|\\\\\\n)*?\\s(?:-u|--user|--proxy-user|-U)[= ]?\\s*["']?[^\\s:"'$]*:(?P<bare>[^\\s"'\`$]+)`,
    true,
  ),
  form(
    'password',
    `\\b(?:curl)\\b(?:[^|;&\\n]|\\\\\\n)*?\\s(?:-u|--user)[= ]?\\s*["']?\\$\\{?[A-Za-z_]+\\}?:(?P<bare>[^\\s"'\`$]+)`,
    true,
  ),
  form(
    'password',
    `\\b(?:docker|podman|buildah|helm)\\s+(?:registry\\s+)?login\\b(?:[^|;&\\n]|\\\\\\n)*?\\s-p\\s*${value}`,
    true,
  ),
  form('password', `\\b(?:redis-cli)\\b[^|;&\\n]*?\\s-a\\s*${value}`, true),
  form(
    'password',
    `\\b(?:mongo|mongosh|mongodump|mongorestore|mongoimport|mongoexport|cqlsh|ncftpput|ncftpget)\\b[^|;&\\n]*?\\s-p\\s*${value}`,
    true,
  ),
  form('password', `\\b(?:sqlcmd)\\b[^|;&\\n]*?\\s-P\\s*${value}`, true),
  form(
    'password',
    '\\blftp\\b[^|;&\\n]*?\\s-u\\s*["\']?[^\\s,"\'$]+,["\']?(?P<bare>[^\\s"\'`$;]+)',
    true,
  ),
  form(
    'password',
    '\\b(?:smbclient|mount\\.cifs)\\b[^|;&\\n]*?\\s-U\\s*["\']?[^\\s%"\'$]+%(?P<bare>[^\\s"\'`$;]+)',
    true,
  ),
  form(
    'password',
    `\\bhtpasswd\\s+(?:-[a-zA-Z]*b[a-zA-Z]*)\\s+(?:-[a-zA-Z]+\\s+)*[^\\s]+\\s+[^\\s]+\\s+${value}`,
    true,
  ),
  form(
    'password',
    `\\bopenssl\\b[^|;&\\n]*?\\s-pass(?:in|out)?\\s+["']?pass:(?P<bare>[^\\s"'\`$;]+)`,
    true,
  ),
  form('password', `\\bopenssl\\b[^|;&\\n]*?\\s-[kK]\\s+${value}`, true),
  form(
    'password',
    `\\becho\\s+(?:-[a-z]+\\s+)?${value}["']?\\s*\\|\\s*(?:sudo\\s+(?:-[a-zA-Z]+\\s+)*-[a-zA-Z]*S|docker\\s+login|passwd\\s+--stdin|gpg\\s[^\\n]*--passphrase-fd)`,
    true,
  ),
  form(
    'password',
    '\\becho\\s+(?:-[a-z]+\\s+)?["\']?[A-Za-z0-9_.-]+:(?P<bare>[^\\s"\'`$|]+)["\']?\\s*\\|\\s*(?:sudo\\s+)?chpasswd',
    true,
  ),
  form(
    'password',
    `\\b(?:sudo\\s+-S[^\\n<]*|passwd[^\\n<]*|docker\\s+login[^\\n<]*)<<<\\s*${value}`,
    true,
  ),
  form(
    'token',
    `(?i)authorization\\s*:\\s*(?:bearer|token|basic|apikey|key=?)\\s*${inHeader}`,
    true,
  ),
  form(
    'token',
    `(?i)(?:x-api-key|x-auth-token|private-token|x-auth-key|apikey|api-key|x-vault-token|job-token|circle-token|x-rollbar-access-token)\\s*:\\s*${inHeader}`,
    true,
  ),
  form('password', '(?i)identified\\s+by\\s+\\\\?[\'"](?P<bare>[^\'"\\n$\\\\]+)', true),
  form('password', "(?i)\\bpassword\\s+\\\\?'(?P<bare>[^'\"\\n$\\\\]+)", true),
  form('password', '(?i)\\b(?:requirepass|masterauth)\\s+(?P<bare>[^\\s"\'$]+)', true),
  form('password', `(?i)send\\s+(?:--\\s+)?"(?P<bare>[^"$\\\\\\n ]{6,})\\\\r"`, true),
  form(
    'token',
    `(?i)[?&](?:token|api_?key|access_token|auth|secret|password|key|cle|clef|jeton|mdp|sig|signature|private_token)=(?P<bare>[^\\s"'\`$&;|<>()\\\\#{}]{8,})`,
    true,
  ),
  form(
    'other',
    `(?i)(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)=["']?\\$\\{\\w+:?[-=]["']?(?P<bare>[^}$"'\`\\s]+)`,
    true,
  ),
  form(
    'other',
    `(?i)\\$\\{(?P<name>[A-Za-z0-9_]*${secretWord}[A-Za-z0-9_]*):?[-=]["']?(?P<bare>[^}$"'\`\\s]+)`,
    true,
  ),
  form(
    'other',
    `(?i)\\b(?:configure|config|secrets?|vars?|env)[ :](?:set|put|add)\\s+(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)[\\s=]+${value}`,
    true,
  ),
  form(
    'other',
    `(?i)(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)["']?\\](?:\\s*=\\s*)["'](?P<bare>[^"'\\n]+)["']`,
    true,
  ),
  // An assignment of its own: in its single quotes a dollar is a character like any other.
  form(
    'other',
    `(?im)(?:^|;)[ \\t]*(?:(?:export|readonly|local|declare|typeset)[ \\t]+(?:-\\w+[ \\t]+)*)?(?P<name>\\w*${secretWord}\\w*)='(?P<single>(?:[^'\\n]|'\\\\'')+)'`,
    true,
  ),
  form(
    'other',
    `(?i)(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)(?:\\s*=\\s*|["']?\\s*(?:(?::|=>)\\s*|,[ \\t]*)|\\s+)\\\\?'(?P<bare>[^'\\s](?:[^'\\n]|'\\\\'')*)'`,
    true,
  ),
  form(
    'other',
    `(?i)(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)(?:\\s*=\\s*|["'\\\\]*\\s*(?:(?::|=>)\\s*|,[ \\t]*)|\\s+)${quotedStart}`,
    true,
  ),
  form('other', `(?i)(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)=${bareWord}`, true),
  // A line of a file of settings: no character ends its value, but one that ends the thought.
  form(
    'other',
    `(?im)^\\s*(?:#\\s*)?(?:-\\s*)?(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)[ \\t]*(?:=|:)[ \\t]+(?P<bare>[^\\s"'\`(){}]*[^\\s"'\`(){},;])\\s*$`,
    true,
  ),
  {
    ...form(
      'other',
      `(?im)^\\s*(?:export\\s+|-\\s*)?(?P<name>[A-Za-z0-9_.-]*${secretWord}[A-Za-z0-9_.-]*)=(?P<bare>[^\\s"'\`(){}]*[^\\s"'\`(){},;])\\s*$`,
      true,
    ),
    onlyInFiles: true,
  },
];

/** A quick look that spares most texts the slow one. */
export const secretHint =
  /pass|ps?wd|secret|token|key|auth|credential|mdp|mot_?de|\bpw|[_.-]pw|:\/\/|BEGIN|identified|login|-u|-p|-P|-a|-U|-k|-K|hooks|bot\d|A[KS]IA|gh[pousr]_|gl[a-z]+-|xox|sk[_-]|AIza|ya29|npm_|pypi-|SG\.|dckr|hf_|shp|do[op]_v1|hvs\.|eyJ|send|echo|\d{8}:AA/i;
