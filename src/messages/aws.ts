import type { Translated } from '../model/message.ts';

/** What is said of AWS's answers, of secrets and of what an account lacks. */
export const awsMessages = {
  'aws/failed/denied': {
    en: 'AWS refused: these credentials lack the permission {permission} on {resource}. Add it to their policy, or use others.',
    fr: 'AWS a refusé : il manque à ces identifiants la permission {permission} sur {resource}. Ajoutez-la à leur stratégie, ou utilisez-en d’autres.',
  },
  'aws/failed/expired': {
    en: 'The AWS session has expired ({permission} on {resource}). Sign in again and repeat the command.',
    fr: 'La session AWS a expiré ({permission} sur {resource}). Reconnectez-vous et relancez la commande.',
  },
  'aws/failed/unknown-key': {
    en: 'AWS does not know these credentials ({reason}, at {permission} on {resource}). Check the key, the profile and the clock of this machine.',
    fr: 'AWS ne reconnaît pas ces identifiants ({reason}, pour {permission} sur {resource}). Vérifiez la clé, le profil et l’horloge de cette machine.',
  },
  'aws/failed/throttled': {
    en: 'AWS asked to slow down and did not relent after several attempts ({permission} on {resource}). Repeat the command in a minute: it goes on where it stopped.',
    fr: 'AWS a demandé de ralentir, encore après plusieurs tentatives ({permission} sur {resource}). Relancez la commande dans une minute : elle reprend où elle s’est arrêtée.',
  },
  'aws/failed/no-credentials': {
    en: 'There are no AWS credentials here. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in.',
    fr: 'Aucun identifiant AWS ici. Définissez AWS_PROFILE, ou AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY, ou connectez-vous.',
  },
  'aws/failed/no-region': {
    en: 'No AWS region is known. Give --region, set AWS_REGION, or write `region:` into pipewright.yaml.',
    fr: 'Aucune région AWS n’est connue. Indiquez --region, définissez AWS_REGION, ou écrivez `region:` dans pipewright.yaml.',
  },
  'aws/failed/unreachable': {
    en: 'AWS could not be reached ({reason}, at {permission} on {resource}). Check the network, the proxy and AWS_ENDPOINT_URL.',
    fr: 'AWS est injoignable ({reason}, pour {permission} sur {resource}). Vérifiez le réseau, le mandataire et AWS_ENDPOINT_URL.',
  },
  'aws/failed/other': {
    en: 'AWS did not do {permission} on {resource}: {reason}.',
    fr: 'AWS n’a pas exécuté {permission} sur {resource} : {reason}.',
  },
  'aws/secrets/none': {
    en: 'No secret is asked for: parameters.yaml lists none here.',
    fr: 'Aucun secret n’est demandé : parameters.yaml n’en liste pas ici.',
  },
  'aws/secrets/no-apps': {
    en: 'There is no folder apps/ with generated files in {output}. Run `pipewright generate` first, or say where it wrote with -o.',
    fr: 'Aucun dossier apps/ de fichiers générés dans {output}. Lancez d’abord `pipewright generate`, ou indiquez où il a écrit avec -o.',
  },
  'aws/secrets/no-source': {
    en: 'With --no-input, secrets can only come from the environment: add --from-env.',
    fr: 'Avec --no-input, les secrets ne peuvent venir que de l’environnement : ajoutez --from-env.',
  },
  'aws/secrets/nobody': {
    en: 'Nobody is at a terminal to type the secrets. Use --from-env; secrets are never given as flags.',
    fr: 'Personne au terminal pour saisir les secrets. Utilisez --from-env ; un secret ne se passe jamais en option.',
  },
  'aws/secrets/ask': {
    en: 'Value of {path} (not shown; empty to skip):',
    fr: 'Valeur de {path} (non affichée ; vide pour passer) :',
  },
  'aws/secrets/stored': { en: 'Stored encrypted: {path}', fr: 'Enregistré chiffré : {path}' },
  'aws/secrets/exists': {
    en: '{path} is there already and was left as it is; --overwrite replaces it.',
    fr: '{path} existe déjà et a été laissé tel quel ; --overwrite le remplace.',
  },
  'aws/secrets/no-variable': {
    en: '{path}: the environment holds no variable {variable}.',
    fr: '{path} : l’environnement ne contient aucune variable {variable}.',
  },
  'aws/secrets/value-empty': {
    en: '{path}: skipped, no value was given.',
    fr: '{path} : passé, aucune valeur donnée.',
  },
  'aws/secrets/value-too-long': {
    en: '{path}: the value is longer than the 4096 bytes that a standard parameter holds. Keep it in Secrets Manager.',
    fr: '{path} : la valeur dépasse les 4096 octets d’un paramètre standard. Conservez-la dans Secrets Manager.',
  },
  'aws/secrets/value-braces': {
    en: '{path}: the Parameter Store does not take values that hold double braces. Keep it in Secrets Manager.',
    fr: '{path} : le Parameter Store n’accepte pas les valeurs à doubles accolades. Conservez-la dans Secrets Manager.',
  },
  'aws/secrets/done': {
    en: '{stored} secrets stored, {exists} there already, {left} left.',
    fr: '{stored} secrets enregistrés, {exists} déjà présents, {left} restants.',
  },
  'aws/preflight/source-unproven': {
    en: 'The source was not brought yet. If the connection is pending, somebody must finish it in the AWS console.',
    fr: 'Le source n’a pas encore été récupéré. Si la connexion est en attente, quelqu’un doit la terminer dans la console AWS.',
  },
  'aws/preflight/pipeline': { en: 'pipeline', fr: 'pipeline' },
  'aws/preflight/source': { en: 'source connection', fr: 'connexion au source' },
  'aws/preflight/project': { en: 'build project', fr: 'projet de build' },
  'aws/preflight/deployment-group': { en: 'deployment group', fr: 'groupe de déploiement' },
  'aws/preflight/parameter': { en: 'parameter', fr: 'paramètre' },
  'aws/preflight/there': { en: 'there', fr: 'présent' },
  'aws/preflight/missing': { en: 'MISSING', fr: 'ABSENT' },
  'aws/preflight/unproven': { en: 'unproven', fr: 'non prouvé' },
  'aws/preflight/unknown': { en: 'unknown', fr: 'inconnu' },
  'aws/preflight/heading-application': { en: 'application', fr: 'application' },
  'aws/preflight/heading-what': { en: 'what', fr: 'quoi' },
  'aws/preflight/heading-name': { en: 'name', fr: 'nom' },
  'aws/preflight/heading-state': { en: 'state', fr: 'état' },
  'aws/preflight/heading-remarks': { en: 'remarks', fr: 'remarques' },
} as const satisfies Record<string, Translated>;
