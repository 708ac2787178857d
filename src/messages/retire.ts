import type { Translated } from '../model/message.ts';

/** What the papers and the guard of a retired script say. */
export const retireMessages = {
  'retire/title': {
    en: '{name}: keys and ports to close',
    fr: '{name}\u00a0: clés et ports à fermer',
  },
  'retire/intro': {
    en: 'What the old scripts used and the pipeline does not. Close it when the pipeline has released to production a few times and one rollback has been rehearsed; until then it is the way back.',
    fr: 'Ce que les anciens scripts utilisaient et dont le pipeline n’a plus besoin. À fermer une fois que le pipeline a livré plusieurs fois en production et qu’un retour arrière a été testé\u00a0; d’ici là, c’est la solution de repli.',
  },
  'retire/heading-logins': { en: 'Logins over ssh', fr: 'Connexions ssh' },
  'retire/login': {
    en: 'Remove the public keys of the deployers from `~/.ssh/authorized_keys` of {user} on {hosts}{port}, unless something else uses them ({places}).',
    fr: 'Retirez du fichier `~/.ssh/authorized_keys` de {user} sur {hosts}{port} les clés publiques des personnes qui déployaient, sauf si elles servent à autre chose ({places}).',
  },
  'retire/login-user': { en: '`{user}`', fr: '`{user}`' },
  'retire/login-anybody': {
    en: 'the user that each deployer logs in as',
    fr: 'l’utilisateur avec lequel chacun se connecte',
  },
  'retire/login-start': {
    en: 'People went onto {hosts} to start {scripts}: remove the logins that they had for nothing else.',
    fr: 'On se connectait à {hosts} pour lancer {scripts}\u00a0: retirez les accès qui ne servaient qu’à cela.',
  },
  'retire/login-hosts-unknown': { en: 'the hosts', fr: 'les serveurs' },
  'retire/login-port': { en: ', port {port}', fr: ', port {port}' },
  'retire/heading-ports': { en: 'Ports', fr: 'Ports' },
  'retire/port': {
    en: 'Close inbound port {port} on {hosts} for the machines of the deployers: the CodeDeploy agent asks outwards, on 443.',
    fr: 'Fermez le port {port} en entrée sur {hosts} pour les postes d’où l’on déployait\u00a0: l’agent CodeDeploy n’a besoin que de sortir, sur le port 443.',
  },
  'retire/heading-keys': { en: 'Key files', fr: 'Fichiers de clés' },
  'retire/key': {
    en: 'Destroy the private key {key}, wherever it has been copied ({places}).',
    fr: 'Détruisez la clé privée {key} partout où elle a été copiée ({places}).',
  },
  'retire/key-given': {
    en: 'Revoke the private key that the scripts were given in {variables}, and delete it where it is kept, such as the settings of the CI ({places}).',
    fr: 'Révoquez la clé privée que les scripts recevaient dans {variables} et supprimez-la là où elle est conservée, par exemple dans les variables de la CI ({places}).',
  },
  'retire/key-unnamed': {
    en: 'Revoke the private key that the scripts load into the ssh agent, and delete it where it is kept ({places}).',
    fr: 'Révoquez la clé privée que les scripts chargent dans l’agent ssh et supprimez-la là où elle est conservée ({places}).',
  },
  'retire/heading-secrets': { en: 'Credentials', fr: 'Secrets et identifiants' },
  'retire/secret': {
    en: 'Revoke {label} ({kind}) after its successor works ({places}).',
    fr: 'Révoquez {label} ({kind}) une fois que son remplaçant fonctionne ({places}).',
  },
  'retire/secret-unread': {
    en: 'Revoke {label} ({kind}): nothing in the pipeline reads it ({places}).',
    fr: 'Révoquez {label} ({kind})\u00a0: rien dans le pipeline ne le lit ({places}).',
  },
  'retire/heading-host-git': { en: 'Git on the hosts', fr: 'Git sur les serveurs' },
  'retire/host-git': {
    en: 'Revoke the deploy keys with which the hosts pulled, and remove `.git` from the application’s folder ({places}).',
    fr: 'Révoquez les clés de déploiement avec lesquelles les serveurs récupéraient le code, et supprimez `.git` du dossier de l’application ({places}).',
  },
  'retire/nothing': { en: 'Nothing was found.', fr: 'Rien à signaler.' },
  'retire/heading-script': { en: 'The script itself', fr: 'Le script lui-même' },
  'retire/script': {
    en: 'Copy `{guard}` over {script}: it says where the pipeline is and ends with 1.',
    fr: 'Remplacez {script} par `{guard}`\u00a0: il indique où trouver le pipeline et se termine avec le code 1.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type RetireCode = keyof typeof retireMessages;
