import type { DiagnosticCode } from '../model/diagnostic.ts';
import type { Translated } from '../model/message.ts';
import { checkMessages } from './check.ts';

/** What each diagnostic says, and what to do about it. */
export const diagnosticMessages = {
  'fleet/no-scripts': {
    en: 'No bash script was found in {folder}. Name a folder of applications, one application, or one script.',
    fr: 'Aucun script bash dans {folder}. Indiquez un dossier d’applications, une application ou un script.',
  },
  'fleet/unreadable-file': {
    en: '{file} can’t be read ({reason}). Check its permissions; everything else was read.',
    fr: 'Impossible de lire {file} ({reason}). Vérifiez ses droits ; tout le reste a été lu.',
  },
  'fleet/binary-file': {
    en: '{file} holds NUL bytes, so it is no script; it was left out.',
    fr: '{file} contient des octets nuls : ce n’est pas un script, il a été écarté.',
  },
  'fleet/too-large-file': {
    en: '{file} is larger than 2 MB and was not read.',
    fr: '{file} dépasse 2 Mo et n’a pas été lu.',
  },
  'fleet/crlf': {
    en: '{file} has Windows line ends; bash on Linux would stumble over them. It was read as if it had none.',
    fr: '{file} a des fins de ligne Windows, sur lesquelles bash trébuche sous Linux. Il a été lu sans elles.',
  },
  'fleet/latin1': {
    en: '{file} is not UTF-8; it was read as Latin-1.',
    fr: '{file} n’est pas en UTF-8 ; il a été lu en Latin-1.',
  },
  'fleet/byte-order-mark': {
    en: '{file} begins with a byte-order mark, which breaks its first line for bash; it was ignored.',
    fr: '{file} commence par une marque d’ordre des octets, qui fausse sa première ligne pour bash ; elle a été ignorée.',
  },
  'fleet/foreign-shell': {
    en: '{file} is written for another interpreter ({shell}); what is not bash in it is not understood.',
    fr: '{file} est écrit pour un autre interpréteur ({shell}) ; ce qui n’y est pas du bash n’est pas compris.',
  },
  'fleet/no-shell': {
    en: '{file} is called a shell script, but its first line is of another language (YAML, HTML); it was left out.',
    fr: '{file} porte un nom de script shell, mais sa première ligne est d’un autre langage (YAML, HTML) ; il a été écarté.',
  },
  'fleet/commit-hook': {
    en: '{file} is run by Git on the machine of whoever commits or pushes; it is no part of the deployment and stays as it is.',
    fr: '{file} est exécuté par Git sur le poste de qui valide ou pousse ; il ne fait pas partie du déploiement et reste tel quel.',
  },
  'fleet/image-script': {
    en: '{file} is run inside containers, where the image starts it; it is no part of the deployment and stays as it is.',
    fr: '{file} est exécuté dans les conteneurs, où l’image le lance ; il ne fait pas partie du déploiement et reste tel quel.',
  },
  'fleet/link-outside': {
    en: '{file} is a link that leads out of the folder; it was not followed.',
    fr: '{file} est un lien qui sort du dossier ; il n’a pas été suivi.',
  },
  'fleet/too-many-files': {
    en: '{folder} holds more than {limit} files; those after them were not looked at. Name a smaller folder.',
    fr: '{folder} contient plus de {limit} fichiers ; les suivants n’ont pas été examinés. Indiquez un dossier plus petit.',
  },
  'fleet/unusable-name': {
    en: 'A folder called {name} can’t be an application: its name can’t be used for output. Rename it.',
    fr: 'Un dossier nommé {name} ne peut pas être une application : son nom est inutilisable en sortie. Renommez-le.',
  },
  'syntax/parse-error': {
    en: 'This is not valid bash: {message}. What could be read around it was read.',
    fr: 'Ce n’est pas du bash valide : {message}. Ce qui pouvait être lu autour l’a été.',
  },
  'syntax/unterminated-heredoc': {
    en: 'The here-document that begins here never ends with {message} on a line of its own.',
    fr: 'Le document intégré qui commence ici ne se termine jamais par {message} seul sur une ligne.',
  },
  'trace/missing-file': {
    en: '{file} is run or sourced here but is not in the folder. Add it, or say what it does: its steps are not known.',
    fr: '{file} est exécuté ou inclus ici mais n’est pas dans le dossier. Ajoutez-le ou dites ce qu’il fait : ses étapes sont inconnues.',
  },
  'trace/assumed-file': {
    en: '{file} on the host is taken for {own} of this application, as a checkout there has it. If it is another one, its steps are not known.',
    fr: 'Sur l’hôte, {file} est pris pour {own} de cette application, tel qu’un clone l’y dépose. Si c’en est un autre, ses étapes sont inconnues.',
  },
  'trace/source-cycle': {
    en: '{file} is sourced again while it is being read; the second time was not followed.',
    fr: '{file} est inclus à nouveau pendant sa propre lecture ; la seconde fois n’a pas été suivie.',
  },
  'trace/recursion': {
    en: '{name} calls itself; the inner call was not followed.',
    fr: '{name} s’appelle lui-même ; l’appel intérieur n’a pas été suivi.',
  },
  'trace/too-deep': {
    en: 'Calls or texts go deeper, or get longer, than {limit} here; what is below was not followed.',
    fr: 'Les appels ou les textes dépassent ici la limite de {limit} ; la suite n’a pas été suivie.',
  },
  'trace/too-many-steps': {
    en: 'More than {limit} commands would have to be followed; what comes after is not known. Split the script or scan it alone.',
    fr: 'Plus de {limit} commandes seraient à suivre ; la suite est inconnue. Découpez le script ou analysez-le seul.',
  },
  'trace/sent-text-not-parsed': {
    en: 'The text that is handed to a shell here is not valid bash: {message}.',
    fr: 'Le texte confié ici à un shell n’est pas du bash valide : {message}.',
  },
  'classify/ambiguous': {
    en: 'Several rules claim this step and none says that it takes precedence: {rules}.',
    fr: 'Plusieurs règles revendiquent cette étape et aucune ne dit qu’elle prime : {rules}.',
  },
  'classify/ignore-unknown': {
    en: 'No finding is called {rule}, so there is nothing to ignore. `pipewright rules list` names those that there are.',
    fr: 'Aucun constat ne s’appelle {rule} : il n’y a rien à ignorer. `pipewright rules list` nomme ceux qui existent.',
  },
  'classify/ignore-without-reason': {
    en: 'The ignore of {rule} gives no reason, so it counts for nothing. Write reason="…" behind it.',
    fr: 'Ignorer {rule} demande une raison ; sans elle, la directive ne compte pas. Ajoutez reason="…".',
  },
  'classify/ignore-wrong-date': {
    en: 'The ignore of {rule} ends on no date that exists, so it counts for nothing. Write until=2027-03-31.',
    fr: 'La date de fin de la directive qui ignore {rule} n’existe pas ; la directive ne compte pas. Écrivez until=2027-03-31.',
  },
  'classify/ignore-expired': {
    en: 'The ignore of {rule} expired on {until} (owner: {owner}): the finding is reported again. Mend it, or set a new date.',
    fr: 'La directive qui ignore {rule} a expiré le {until} (responsable : {owner}) : le constat est de nouveau signalé. Corrigez-le ou fixez une nouvelle date.',
  },
  'classify/ignore-unused': {
    en: 'There is no finding {rule} here any more: the ignore can go.',
    fr: 'Il n’y a plus de constat {rule} ici : la directive qui l’ignore peut disparaître.',
  },
  'generate/not-supported': {
    en: 'Files for the platform {platform} are not generated yet; the steps and the report are complete.',
    fr: 'Les fichiers pour la plateforme {platform} ne sont pas encore générés ; les étapes et le rapport sont complets.',
  },
  'generate/softened': {
    en: 'The script stopped when {script} failed; here the deployment goes on. Take the tolerance away, or make sure that it is meant.',
    fr: 'Le script s’arrêtait quand {script} échouait ; ici le déploiement continue. Retirez la tolérance, ou assurez-vous qu’elle est voulue.',
  },
  ...checkMessages,
} as const satisfies Record<DiagnosticCode, Translated>;
