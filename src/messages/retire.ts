import type { Translated } from '../model/message.ts';

/** What the papers and the guard of a retired script say. */
export const retireMessages = {
  'retire/title': {
    en: '{name}: keys and ports to close',
    fr: '{name}\u00a0: clés et ports à fermer',
  },
  'retire/intro': {
    en: 'What the old scripts used and the pipeline does not. Close it when the pipeline has released to production a few times and one rollback has been rehearsed; until then it is the way back.',
    fr: 'Ce que les anciens scripts utilisaient et dont le pipeline n’a plus besoin. Fermez-le quand le pipeline a livré plusieurs fois en production et qu’un retour arrière a été répété\u00a0; d’ici là, c’est la voie de repli.',
  },
  'retire/heading-logins': { en: 'Logins over ssh', fr: 'Connexions par ssh' },
  'retire/login': {
    en: 'Remove the public keys of the deployers from `~/.ssh/authorized_keys` of {user} on {hosts}{port}, unless something else uses them ({places}).',
    fr: 'Retirez les clés publiques des déployeurs de `~/.ssh/authorized_keys` de {user} sur {hosts}{port}, sauf si autre chose les utilise ({places}).',
  },
  'retire/login-user': { en: '`{user}`', fr: '`{user}`' },
  'retire/login-anybody': {
    en: 'the user that each deployer logs in as',
    fr: 'l’utilisateur avec lequel chaque déployeur se connecte',
  },
  'retire/login-hosts-unknown': { en: 'the hosts', fr: 'les machines' },
  'retire/login-port': { en: ', port {port}', fr: ', port {port}' },
  'retire/heading-ports': { en: 'Ports', fr: 'Ports' },
  'retire/port': {
    en: 'Close inbound port {port} on {hosts} for the machines of the deployers: the CodeDeploy agent asks outwards, on 443.',
    fr: 'Fermez le port entrant {port} sur {hosts} pour les postes des déployeurs\u00a0: l’agent CodeDeploy appelle vers l’extérieur, sur 443.',
  },
  'retire/heading-keys': { en: 'Key files', fr: 'Fichiers de clés' },
  'retire/key': {
    en: 'Destroy the private key {key}, wherever it has been copied ({places}).',
    fr: 'Détruisez la clé privée {key}, partout où elle a été copiée ({places}).',
  },
  'retire/heading-secrets': { en: 'Credentials', fr: 'Identifiants' },
  'retire/secret': {
    en: 'Revoke {label} ({kind}) after its successor works ({place}).',
    fr: 'Révoquez {label} ({kind}) une fois que son successeur fonctionne ({place}).',
  },
  'retire/heading-host-git': { en: 'Git on the hosts', fr: 'Git sur les machines' },
  'retire/host-git': {
    en: 'Revoke the deploy keys with which the hosts pulled, and remove `.git` from the application’s folder ({places}).',
    fr: 'Révoquez les clés de déploiement avec lesquelles les machines tiraient le code, et supprimez `.git` du dossier de l’application ({places}).',
  },
  'retire/nothing': { en: 'Nothing was found.', fr: 'Rien trouvé.' },
  'retire/heading-script': { en: 'The script itself', fr: 'Le script lui-même' },
  'retire/script': {
    en: 'Copy `{guard}` over {script}: it says where the pipeline is and ends with 1.',
    fr: 'Copiez `{guard}` à la place de {script}\u00a0: il indique où est le pipeline et se termine par 1.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type RetireCode = keyof typeof retireMessages;
