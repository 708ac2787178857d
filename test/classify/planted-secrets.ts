/** Lines of scripts with a secret in them, in the ways in which people leave them there. */

/** A line for a secret; `name` says how it is left there. */
export interface PlantedForm {
  readonly name: string;
  readonly line: (secret: string) => string;
  /** How secrets of this form look; plain ones where it does not matter. */
  readonly secret?: (seed: number) => string;
}

/** No vowels: what is random must not happen to be a word that a rule knows. */
const digits = 'BCDFGHJKLMNPQRSTVWXZbcdfghjkmnpqrstvwxz23456789';

/** Characters that look random and are the same in every run. */
export function randomText(seed: number, length: number, alphabet = digits): string {
  let state = (seed * 2654435761 + 97) >>> 0;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet.charAt((state >>> 8) % alphabet.length);
  }
  return text;
}

const shaped =
  (prefix: string, length: number, alphabet = digits) =>
  (seed: number): string =>
    prefix + randomText(seed, length, alphabet);
const hex = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Quotes, ampersands and accents: what encodings are for. */
const awkward = (seed: number): string => `${randomText(seed, 6)}&é<${randomText(seed + 1, 6)}>#%`;

export const plantedForms: readonly PlantedForm[] = [
  // variables
  { name: 'exported', line: (s) => `export DB_PASSWORD=${s}` },
  { name: 'in single quotes', line: (s) => `DB_PASS='${s}'`, secret: awkward },
  { name: 'in double quotes', line: (s) => `SMTP_PASSWORD="${s}"`, secret: awkward },
  { name: 'local', line: (s) => `f() { local api_key=${s}; curl "$1"; }` },
  { name: 'declared', line: (s) => `declare -x JWT_SECRET="${s}"` },
  { name: 'readonly', line: (s) => `readonly APP_KEY='${s}'` },
  { name: 'in front of a command', line: (s) => `PGPASSWORD=${s} psql -h db1 -c 'select 1'` },
  { name: 'as a default', line: (s) => `FTP_PASS="\${FTP_PASS:-${s}}"` },
  { name: 'as a default without quotes', line: (s) => `ADMIN_TOKEN=\${1:-${s}}` },
  { name: 'as a default that is set', line: (s) => `: "\${MAIL_PASSWORD:=${s}}"` },
  { name: 'commented out', line: (s) => `# OLD_PASSWORD=${s}` },
  { name: 'in French', line: (s) => `MOT_DE_PASSE="${s}"` },
  { name: 'abbreviated in French', line: (s) => `MDP_BASE=${s}` },
  { name: 'in two letters', line: (s) => `DB_PROD_PW=${s}` },
  { name: 'in two letters alone', line: (s) => `PW="${s}"` },
  {
    name: 'in an array of settings',
    line: (s) => `declare -A CONF=([db_password]="${s}" [host]=db1)`,
  },
  { name: 'in lower case', line: (s) => `mysql_root_password='${s}'` },
  {
    name: 'with a dollar in single quotes',
    line: (s) => `DB_PASSWORD='${s}'`,
    secret: (seed) => `${randomText(seed, 7)}$x${randomText(seed + 1, 7)}`,
  },
  {
    name: 'with escapes',
    line: (s) => `export DB_PASSWORD="${s}"`,
    secret: (seed) => `${randomText(seed, 7)}\\$\\$${randomText(seed + 1, 7)}\\"`,
  },
  {
    name: 'with an escape and no quotes',
    line: (s) => `FTP_PASSWORD=${s}`,
    secret: (seed) => `${randomText(seed, 7)}\\&${randomText(seed + 1, 7)}`,
  },
  {
    name: 'with a quote inside',
    line: (s) => `mysql -u shop -p'${s}' -e 'select 1'`,
    secret: (seed) => `${randomText(seed, 7)}'\\''${randomText(seed + 1, 7)}`,
  },
  // options
  { name: 'mysql, attached', line: (s) => `mysql -u shop -p${s} shop -e 'select 1'` },
  {
    name: 'mysql, quoted',
    line: (s) => `mysqldump -u shop -p'${s}' shop > dump.sql`,
    secret: awkward,
  },
  { name: 'a long option', line: (s) => `mysqladmin --user=root --password=${s} ping` },
  { name: 'a long option with a blank', line: (s) => `twine upload --password ${s} dist/*` },
  { name: 'sshpass', line: (s) => `sshpass -p '${s}' ssh web1 uptime` },
  { name: 'sshpass, attached', line: (s) => `sshpass -p${s} scp a web1:/b` },
  { name: 'redis', line: (s) => `redis-cli -h cache1 -a ${s} ping` },
  { name: 'mongodump', line: (s) => `mongodump -u admin -p ${s} --db shop` },
  { name: 'sqlcmd', line: (s) => `sqlcmd -S db1 -U sa -P '${s}' -Q 'select 1'` },
  { name: 'lftp', line: (s) => `lftp -u 'shop,${s}' -e 'mirror -R . /www; bye' ftp.example.com` },
  { name: 'lftp, half quoted', line: (s) => `lftp -u shop,'${s}' -e 'bye' ftp.example.com` },
  { name: 'docker login', line: (s) => `docker login -u ci -p ${s} registry.example.com` },
  { name: 'htpasswd', line: (s) => `htpasswd -b -c /etc/nginx/.htpasswd admin '${s}'` },
  { name: 'openssl', line: (s) => `openssl enc -aes-256-cbc -d -in a -out b -pass pass:${s}` },
  { name: 'smbclient', line: (s) => `smbclient //nas/share -U 'shop%${s}' -c 'ls'` },
  {
    name: 'mount',
    line: (s) => `mount -t cifs -o username=shop,password=${s},vers=2.1 //nas/x /mnt/x`,
  },
  { name: 'curl, user', line: (s) => `curl -u ci:${s} https://nexus.example.com/a.jar -O` },
  { name: 'curl, quoted user', line: (s) => `curl --user "ci:${s}" https://nexus.example.com/` },
  { name: 'wget', line: (s) => `wget --user=ci --password='${s}' https://nexus.example.com/a.jar` },
  { name: 'helm', line: (s) => `helm upgrade --install api chart --set db.password=${s}` },
  { name: 'docker run', line: (s) => `docker run -d -e MYSQL_ROOT_PASSWORD=${s} mysql:8` },
  { name: 'a build argument', line: (s) => `docker build --build-arg NPM_TOKEN=${s} .` },
  { name: 'aws configure', line: (s) => `aws configure set aws_secret_access_key ${s}` },
  { name: 'npm config', line: (s) => `npm config set //registry.example.com/:_authToken=${s}` },
  { name: 'wp', line: (s) => `wp config create --dbname=shop --dbuser=shop --dbpass=${s}` },
  { name: 'ansible', line: (s) => `ansible-playbook site.yml -e "ansible_become_password=${s}"` },
  { name: 'svn', line: (s) => `svn up --username ci --password ${s}` },
  { name: 'keytool', line: (s) => `keytool -list -keystore a.jks -storepass ${s}` },
  { name: 'flyway', line: (s) => `flyway -user=shop -password=${s} migrate` },
  { name: 'heroku', line: (s) => `heroku config:set SECRET_KEY=${s} -a shop` },
  { name: 'rabbitmq', line: (s) => `rabbitmqctl add_user shop_password "${s}"` },
  // headers and addresses
  { name: 'bearer', line: (s) => `curl -H "Authorization: Bearer ${s}" https://api.example.com/x` },
  { name: 'basic', line: (s) => `curl -H 'Authorization: Basic ${s}' https://api.example.com/x` },
  {
    name: 'an API key in a header',
    line: (s) => `curl -H "X-Api-Key: ${s}" https://api.example.com/x`,
  },
  {
    name: 'a private token',
    line: (s) => `curl --header "PRIVATE-TOKEN: ${s}" https://git.example.com/x`,
  },
  {
    name: 'a vault token',
    line: (s) => `curl -H 'X-Vault-Token: ${s}' https://vault.example.com/v1/x`,
  },
  { name: 'in a query', line: (s) => `curl "https://ci.example.com/job/x/build?token=${s}"` },
  { name: 'in a query in French', line: (s) => `curl "http://www.example.com/purge.php?cle=${s}"` },
  { name: 'in a further parameter', line: (s) => `curl "https://x.example.com/?a=1&api_key=${s}"` },
  { name: 'a database URL', line: (s) => `DATABASE_URL=postgres://shop:${s}@db1:5432/shop` },
  { name: 'a cache URL', line: (s) => `REDIS_URL="redis://:${s}@cache1:6379/0"` },
  {
    name: 'an address of git',
    line: (s) => `git clone https://ci:${s}@git.example.com/shop/api.git`,
  },
  {
    name: 'an address with a token alone',
    line: (s) => `git remote set-url origin https://${s}@git.example.com/a.git`,
    secret: shaped('', 32),
  },
  { name: 'an address of mail', line: (s) => `SMTP_URL=smtp://chat:${s}@smtp.example.com:587` },
  { name: 'form data', line: (s) => `curl -d "user=ci&password=${s}" https://x.example.com/login` },
  {
    name: 'JSON data',
    line: (s) => `curl -d '{"user":"ci","password":"${s}"}' https://x.example.com/login`,
  },
  {
    name: 'JSON with escapes',
    line: (s) => `curl -d "{\\"token\\":\\"${s}\\"}" https://x.example.com/login`,
  },
  // pipes
  {
    name: 'piped into docker login',
    line: (s) => `echo ${s} | docker login -u ci --password-stdin`,
  },
  { name: 'piped into sudo', line: (s) => `echo '${s}' | sudo -S systemctl restart app` },
  { name: 'piped into chpasswd', line: (s) => `echo "deploy:${s}" | sudo chpasswd` },
  { name: 'a here-string', line: (s) => `docker login -u ci --password-stdin <<< "${s}"` },
  // statements
  { name: 'a statement of MySQL', line: (s) => `mysql -e "CREATE USER shop IDENTIFIED BY '${s}'"` },
  {
    name: 'a statement of PostgreSQL',
    line: (s) => `psql -c "ALTER USER shop WITH PASSWORD '${s}'"`,
  },
  { name: 'redis configuration', line: (s) => `echo "requirepass ${s}" >> /etc/redis/redis.conf` },
  // files that the script writes
  {
    name: 'a file of settings',
    line: (s) => `cat > .env <<EOF\nDB_HOST=db1\nDB_PASSWORD=${s}\nEOF`,
  },
  {
    name: 'a quoted here-document',
    line: (s) => `cat > app.env <<'EOF'\nAPI_TOKEN=${s}\nEOF`,
    secret: awkward,
  },
  {
    name: 'YAML without quotes',
    line: (s) => `cat > db.yml <<'EOF'\nprod:\n  password: ${s}\nEOF`,
    secret: (seed) => `${randomText(seed, 7)}&;|${randomText(seed + 1, 7)}`,
  },
  { name: 'YAML', line: (s) => `cat > db.yml <<EOF\nprod:\n  password: ${s}\n  host: db1\nEOF` },
  { name: 'YAML with quotes', line: (s) => `cat > db.yml <<EOF\nprod:\n  password: "${s}"\nEOF` },
  {
    name: 'properties',
    line: (s) => `cat > a.properties <<EOF\nspring.datasource.password=${s}\nEOF`,
  },
  {
    name: 'properties with blanks',
    line: (s) => `cat > a.properties <<EOF\nmail.password = ${s}\nEOF`,
  },
  { name: 'JSON', line: (s) => `cat > a.json <<EOF\n{"db": {"password": "${s}"}}\nEOF` },
  { name: 'PHP', line: (s) => `cat > wp-config.php <<EOF\ndefine('DB_PASSWORD', '${s}');\nEOF` },
  { name: 'a PHP array', line: (s) => `cat > p.php <<EOF\n'password' => '${s}',\nEOF` },
  {
    name: 'a unit of systemd',
    line: (s) => `cat > a.service <<EOF\n[Service]\nEnvironment="APP_SECRET=${s}"\nEOF`,
  },
  {
    name: 'a connection string',
    line: (s) => `CONN="Server=db1;Database=shop;User Id=shop;Password=${s};"`,
  },
  { name: 'a line added', line: (s) => `echo "SECRET_KEY=${s}" >> .env` },
  {
    name: 'a line added on the host',
    line: (s) => `ssh web1 "echo API_KEY=${s} >> /srv/app/.env"`,
  },
  {
    name: 'exported on the host',
    line: (s) => `ssh web1 'export DB_PASSWORD="${s}"; ./bin/app restart'`,
  },
  {
    name: 'in a here-document for the host',
    line: (s) => `ssh web1 <<EOF\nexport RABBIT_PASSWORD=${s}\nsudo systemctl restart app\nEOF`,
  },
  {
    name: 'an answer of expect',
    line: (s) => `expect -c 'spawn ssh web1; expect "password:"; send "${s}\\r"; interact'`,
  },
  {
    name: 'a netrc',
    line: (s) => `echo "machine git.example.com login ci password '${s}'" > ~/.netrc`,
  },
  // shapes that give themselves away
  { name: 'AWS key', line: (s) => `ID=${s}`, secret: shaped('AKIA', 16, upper) },
  { name: 'GitHub', line: (s) => `A=${s}; git ls-remote`, secret: shaped('ghp_', 36) },
  { name: 'GitHub, fine grained', line: (s) => `echo ${s} > a`, secret: shaped('github_pat_', 60) },
  {
    name: 'GitLab',
    line: (s) => `curl https://git.example.com --data x=${s}`,
    secret: shaped('glpat-', 20),
  },
  { name: 'Slack', line: (s) => `notify ${s}`, secret: shaped('xoxb-', 40) },
  { name: 'Stripe', line: (s) => `B=${s}`, secret: shaped('sk_live_', 24) },
  { name: 'Google', line: (s) => `G="${s}"`, secret: shaped('AIza', 35) },
  {
    name: 'npm',
    line: (s) => `echo //registry.npmjs.org/:_authToken=${s} > .npmrc`,
    secret: shaped('npm_', 36),
  },
  {
    name: 'SendGrid',
    line: (s) => `M=${s}`,
    secret: (seed) => `SG.${randomText(seed, 22)}.${randomText(seed + 1, 43)}`,
  },
  { name: 'Docker Hub', line: (s) => `D=${s}`, secret: shaped('dckr_pat_', 27) },
  { name: 'Hugging Face', line: (s) => `H=${s}`, secret: shaped('hf_', 34) },
  { name: 'Vault', line: (s) => `V=${s}`, secret: shaped('hvs.', 40) },
  { name: 'DigitalOcean', line: (s) => `O=${s}`, secret: shaped('dop_v1_', 64, hex) },
  {
    name: 'a JSON web token',
    line: (s) => `J=${s}`,
    secret: (seed) =>
      `eyJ${randomText(seed, 20)}.eyJ${randomText(seed + 1, 30)}.${randomText(seed + 2, 40)}`,
  },
  {
    name: 'Telegram',
    line: (s) => `curl https://api.telegram.org/${s}/sendMessage -d text=ok`,
    secret: (seed) => `bot${randomText(seed, 9, '123456789')}:AA${randomText(seed, 33)}`,
  },
  // addresses that are secrets
  {
    name: 'a webhook of Slack',
    line: (s) => `curl -X POST -d '{"text":"ok"}' https://hooks.slack.com/services/${s}`,
    secret: (seed) =>
      `T${randomText(seed, 8, upper)}/B${randomText(seed + 1, 8, upper)}/${randomText(seed + 2, 24)}`,
  },
  {
    name: 'a webhook of Discord',
    line: (s) => `curl -d content=ok https://discord.com/api/webhooks/123456789012345678/${s}`,
    secret: shaped('', 60),
  },
  {
    name: 'a webhook of Teams',
    line: (s) => `HOOK=https://shop.webhook.office.com/webhookb2/${s}`,
    secret: shaped('', 40, hex),
  },
  {
    name: 'a webhook of a chat',
    line: (s) => `WEBHOOK=https://chat.example.com/hooks/${s}`,
    secret: shaped('', 26),
  },
  {
    name: 'a private key',
    line: (s) =>
      `cat > k <<EOF\n-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----\nEOF`,
    secret: shaped('MIIE', 60),
  },
  {
    name: 'a private key in a variable',
    line: (s) =>
      `KEY="-----BEGIN OPENSSH PRIVATE KEY-----\n${s}\n-----END OPENSSH PRIVATE KEY-----"`,
    secret: shaped('b3Bl', 64),
  },
];
