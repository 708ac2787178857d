import type { Translated } from '../model/message.ts';

/** What the rollout says. */
export const rolloutMessages = {
  'rollout/who': {
    en: 'Nobody knows who decides here: give --by NAME, or set user.name in Git.',
    fr: 'On ne sait pas qui décide ici : indiquez --by NOM, ou définissez user.name dans Git.',
  },
  'rollout/yes-no': { en: '[y/n]', fr: '[o/n]' },
  'rollout/confirm-needed': {
    en: 'Say yes with --confirm.',
    fr: 'Dites oui avec --confirm.',
  },
  'rollout/not-confirmed': { en: 'Nothing was done.', fr: 'Rien n’a été fait.' },
  'rollout/because-needed': {
    en: '{command} needs a reason: --because "…".',
    fr: '{command} demande une raison : --because « … ».',
  },
  'rollout/locked': {
    en: 'Somebody else is writing ({holder}); {file} stands in the way. Try again, and remove it if nobody is.',
    fr: 'Quelqu’un d’autre écrit ({holder}) ; {file} fait obstacle. Réessayez, et supprimez-le si ce n’est pas le cas.',
  },
  'rollout/no-such-app': {
    en: 'The rollout knows no application called {app}. There are: {names}.',
    fr: 'Le déploiement ne connaît aucune application nommée {app}. Il y a : {names}.',
  },
  'rollout/no-result': { en: 'cannot read {path}', fr: '{path} est illisible' },
  'rollout/held': {
    en: '{app} is held. It goes on with `rollout advance {app} --because "…"`.',
    fr: '{app} est suspendue. Elle reprend avec `rollout advance {app} --because "…"`.',
  },

  'rollout/file/not-yaml': {
    en: 'this is no YAML: {message}',
    fr: 'ce n’est pas du YAML : {message}',
  },
  'rollout/file/not-json': { en: 'this is no JSON', fr: 'ce n’est pas du JSON' },
  'rollout/file/no-waves': {
    en: '`waves:` must be a list of waves.',
    fr: '`waves:` doit être une liste de vagues.',
  },
  'rollout/file/no-applications': {
    en: 'A wave needs a list `applications:`; `[]` for an empty one.',
    fr: 'Une vague doit avoir une liste `applications:` ; `[]` si elle est vide.',
  },
  'rollout/file/no-app': {
    en: 'An entry must be the name of an application, or have it under `app:`.',
    fr: 'Une entrée doit être le nom d’une application, ou le porter sous `app:`.',
  },
  'rollout/file/twice': {
    en: '{app} stands here a second time; it stands on line {first} already.',
    fr: '{app} figure ici une seconde fois ; elle figure déjà à la ligne {first}.',
  },
  'rollout/file/no-pipeline': {
    en: 'No pipeline with a name is described here. Generate it again.',
    fr: 'Aucun pipeline nommé n’est décrit ici. Générez-le à nouveau.',
  },
  'rollout/file/no-result': {
    en: 'This is no result of a verification (verify --format json).',
    fr: 'Ce n’est pas le résultat d’une vérification (verify --format json).',
  },
  'rollout/file/no-parameters': {
    en: '`parameters:` must be a list.',
    fr: '`parameters:` doit être une liste.',
  },
  'rollout/file/no-parameter-name': {
    en: 'A parameter needs a `name:`.',
    fr: 'Un paramètre doit avoir un `name:`.',
  },
  'rollout/file/no-parameter-path': {
    en: 'The path of {name} must begin with / and hold letters, digits and _ . - / only.',
    fr: 'Le chemin de {name} doit commencer par / et ne contenir que des lettres, chiffres et _ . - /.',
  },

  'rollout/plan/header-1': {
    en: 'In which order the applications move to AWS, and why. Yours to edit: move, rename, reword.',
    fr: 'Dans quel ordre les applications passent sur AWS, et pourquoi. À vous de modifier : déplacez, renommez, reformulez.',
  },
  'rollout/plan/header-2': {
    en: '`pipewright rollout plan` adds new applications and says what it would do otherwise; it changes nothing that stands here.',
    fr: '`pipewright rollout plan` ajoute les nouvelles applications et dit ce qu’il ferait autrement ; il ne change rien de ce qui figure ici.',
  },
  'rollout/plan/header-3': {
    en: 'An entry may also say `pipeline:` and `region:`, where they are not those that were generated.',
    fr: 'Une entrée peut aussi indiquer `pipeline:` et `region:`, s’ils diffèrent de ce qui a été généré.',
  },
  'rollout/plan/proof': { en: 'Proof of concept', fr: 'Preuve de concept' },
  'rollout/plan/wave': { en: 'Wave {number}', fr: 'Vague {number}' },
  'rollout/plan/cut': {
    en: '{from} calls {to} and does not wait for it: one of them has to go first.',
    fr: '{from} appelle {to} et ne l’attend pas : il faut bien que l’une passe en premier.',
  },
  'rollout/plan/unknown': {
    en: '{from} depends on {to}, which is not in this fleet.',
    fr: '{from} dépend de {to}, qui n’est pas dans cette flotte.',
  },
  'rollout/plan/elsewhere': {
    en: '{app} stands in "{here}"; computed today it would be in wave {computed}. Left as it is.',
    fr: '{app} figure dans « {here} » ; calculée aujourd’hui, elle serait en vague {computed}. Laissée telle quelle.',
  },
  'rollout/plan/added': {
    en: '{app} was added to "{wave}".',
    fr: '{app} a été ajoutée à « {wave} ».',
  },
  'rollout/plan/add-by-hand': {
    en: '{app} is new and belongs to wave {computed}, but the list is written so that nothing can be added to it. Add it by hand.',
    fr: '{app} est nouvelle et va en vague {computed}, mais la liste est écrite de sorte qu’on n’y peut rien ajouter. Ajoutez-la à la main.',
  },
  'rollout/plan/gone': {
    en: 'Line {line}: {app} is not in the fleet (any more). Left as it is.',
    fr: 'Ligne {line} : {app} n’est pas (ou plus) dans la flotte. Laissée telle quelle.',
  },
  'rollout/plan/other-proof': {
    en: '{file} names {written} as the proof of concept. Change it there, or leave --poc out.',
    fr: '{file} nomme {written} comme preuve de concept. Changez-le là, ou omettez --poc.',
  },
  'rollout/plan/wave-size': {
    en: '{given} is no size for a wave. Give a number from 1.',
    fr: '{given} n’est pas une taille de vague. Donnez un nombre à partir de 1.',
  },
  'rollout/plan/touched': {
    en: '{file} was changed by somebody else meanwhile; nothing was written. Run the command again.',
    fr: '{file} a été modifié entre-temps par quelqu’un d’autre ; rien n’a été écrit. Relancez la commande.',
  },
  'rollout/plan/written': { en: 'Written: {file}', fr: 'Écrit : {file}' },
  'rollout/plan/would-write': {
    en: '{file} would be written; nothing was.',
    fr: '{file} serait écrit ; rien ne l’a été.',
  },
  'rollout/plan/kept': {
    en: '{file} was left as it is.',
    fr: '{file} a été laissé tel quel.',
  },
  'rollout/plan/same': { en: '{file}: nothing new.', fr: '{file} : rien de nouveau.' },

  'rollout/because/named': {
    en: 'named as the proof of concept',
    fr: 'désignée comme preuve de concept',
  },
  'rollout/because/criticality-low': { en: 'low criticality', fr: 'criticité faible' },
  'rollout/because/criticality-medium': { en: 'medium criticality', fr: 'criticité moyenne' },
  'rollout/because/criticality-high': { en: 'high criticality', fr: 'criticité élevée' },
  'rollout/because/criticality-critical': { en: 'critical', fr: 'critique' },
  'rollout/because/criticality-unknown': {
    en: 'criticality not said, taken as medium',
    fr: 'criticité non indiquée, prise pour moyenne',
  },
  'rollout/because/readiness': {
    en: 'ready at {readiness} of 100',
    fr: 'prête à {readiness} sur 100',
  },
  'rollout/because/not-ready': {
    en: 'ready at {readiness} of 100 only, so later',
    fr: 'prête à {readiness} sur 100 seulement, donc plus tard',
  },
  'rollout/because/common-platform': {
    en: 'stands for the fleet (most of it is {platform})',
    fr: 'représentative de la flotte (surtout {platform})',
  },
  'rollout/because/not-called': {
    en: 'no other application calls it',
    fr: 'aucune autre application ne l’appelle',
  },
  'rollout/because/calls-nobody': { en: 'it calls no other', fr: 'elle n’en appelle aucune' },
  'rollout/because/waits-for': {
    en: 'waits for {app}, which it calls',
    fr: 'attend {app}, qu’elle appelle',
  },
  'rollout/because/after': { en: 'calls {apps}', fr: 'appelle {apps}' },

  'rollout/heading/application': { en: 'application', fr: 'application' },
  'rollout/heading/wave': { en: 'wave', fr: 'vague' },
  'rollout/heading/because': { en: 'because', fr: 'parce que' },
  'rollout/heading/stage': { en: 'stage', fr: 'étape' },
  'rollout/heading/waits-for': { en: 'waits for', fr: 'attend' },
  'rollout/heading/last-execution': { en: 'last execution', fr: 'dernière exécution' },
  'rollout/heading/remarks': { en: 'remarks', fr: 'remarques' },
  'rollout/heading/deployments': { en: 'deployments', fr: 'déploiements' },
  'rollout/heading/per-week': { en: 'per week', fr: 'par semaine' },
  'rollout/heading/lead': { en: 'start to live', fr: 'du départ au service' },
  'rollout/heading/failures': { en: 'failed', fr: 'échecs' },
  'rollout/heading/restore': { en: 'time to restore', fr: 'temps de rétablissement' },

  'rollout/status/contested': {
    en: 'contested: {who} decided without knowing of each other',
    fr: 'contestée : {who} ont décidé sans se connaître',
  },
  'rollout/status/held': { en: 'held: {because}', fr: 'suspendue : {because}' },
  'rollout/status/overridden': { en: 'overridden: {gates}', fr: 'outrepassées : {gates}' },

  'rollout/gate/attested': {
    en: '{by} vouched for it on {date}',
    fr: '{by} s’en est porté garant le {date}',
  },
  'rollout/gate/overridden': {
    en: '{by} overrode it on {date}',
    fr: '{by} l’a outrepassée le {date}',
  },
  'rollout/gate/no-verdict': {
    en: 'no verification was given (--from VERIFY.json), and nobody vouched for it',
    fr: 'aucune vérification donnée (--from VERIFY.json), et personne ne s’en est porté garant',
  },
  'rollout/gate/verdict': {
    en: 'the verification says: {verdict}',
    fr: 'la vérification dit : {verdict}',
  },
  'rollout/gate/no-drift': {
    en: 'the script is the one that the files were made from',
    fr: 'le script est celui dont les fichiers ont été tirés',
  },
  'rollout/gate/drift': {
    en: 'the script has changed since the files were made from it; generate again',
    fr: 'le script a changé depuis que les fichiers en ont été tirés ; générez à nouveau',
  },
  'rollout/gate/drift-unknown': {
    en: 'no files generated from the script were found (say where they are with -o)',
    fr: 'on ne sait pas si le script a changé depuis que les fichiers ont été tirés',
  },
  'rollout/gate/no-questions': { en: 'no question is open', fr: 'aucune question ouverte' },
  'rollout/gate/questions': { en: '{count} questions are open', fr: '{count} questions ouvertes' },
  'rollout/gate/questions-unknown': {
    en: 'the scripts were not read',
    fr: 'les scripts n’ont pas été lus',
  },
  'rollout/gate/no-secrets': {
    en: 'the scripts hold no secret',
    fr: 'les scripts ne contiennent aucun secret',
  },
  'rollout/gate/secrets': {
    en: 'the scripts hold {count} secrets; somebody must say that they were replaced by new ones',
    fr: 'les scripts contiennent {count} secrets ; quelqu’un doit dire qu’ils ont été remplacés par de nouveaux',
  },
  'rollout/gate/secrets-unknown': {
    en: 'the scripts were not read',
    fr: 'les scripts n’ont pas été lus',
  },
  'rollout/gate/pipeline': {
    en: 'the pipeline {pipeline} is there',
    fr: 'le pipeline {pipeline} existe',
  },
  'rollout/gate/not-provisioned': {
    en: 'no pipeline was seen in AWS (rollout sync)',
    fr: 'aucun pipeline vu dans AWS (rollout sync)',
  },
  'rollout/gate/rehearsal': {
    en: '{stage} succeeded in execution {execution}',
    fr: '{stage} a réussi dans l’exécution {execution}',
  },
  'rollout/gate/not-rehearsed': {
    en: 'no deployment before production was seen to succeed',
    fr: 'aucun déploiement réussi avant la production n’a été vu',
  },
  'rollout/gate/no-rehearsal-stage': {
    en: 'no environment before production is known; somebody must say how it was rehearsed',
    fr: 'aucun environnement avant la production n’est connu ; quelqu’un doit dire comment on a répété',
  },
  'rollout/gate/drill': {
    en: 'a rollback succeeded in execution {execution}',
    fr: 'un retour arrière a réussi dans l’exécution {execution}',
  },
  'rollout/gate/no-drill': {
    en: 'no rollback was seen to succeed',
    fr: 'aucun retour arrière réussi n’a été vu',
  },
  'rollout/gate/approval': { en: 'somebody must approve', fr: 'quelqu’un doit approuver' },

  'rollout/refused/contested': {
    en: '{app} is contested: {stages}. Decide with --to STAGE --because "…".',
    fr: '{app} est contestée : {stages}. Tranchez avec --to ÉTAPE --because "…".',
  },
  'rollout/refused/held': {
    en: '{app} is held ({reason}). Let it go on with --because "…".',
    fr: '{app} est suspendue ({reason}). Laissez-la reprendre avec --because "…".',
  },
  'rollout/refused/held-elsewhere': {
    en: '{app} is held at {stage}. Let it go on there first, without --to.',
    fr: '{app} est suspendue à {stage}. Laissez-la d’abord reprendre là, sans --to.',
  },
  'rollout/refused/at-the-end': {
    en: '{app} is {stage}: there is nothing after that.',
    fr: '{app} est {stage} : il n’y a rien après.',
  },
  'rollout/refused/already-there': {
    en: '{app} is {stage} already.',
    fr: '{app} est déjà {stage}.',
  },
  'rollout/refused/step-back': {
    en: '{app} is {from}; going back to {to} needs a reason: --because "…".',
    fr: '{app} est {from} ; revenir à {to} demande une raison : --because "…".',
  },
  'rollout/refused/gates': {
    en: '{app} does not go on to {to}: {count} gates wait. Pass them, vouch for one with --passed GATE --because "…", or override them with --because "…":',
    fr: '{app} ne passe pas à {to} : {count} conditions attendent. Remplissez-les, portez-vous garant de l’une avec --passed CONDITION --because "…", ou outrepassez-les avec --because "…" :',
  },
  'rollout/advance/confirm': { en: '{app} goes {to}.', fr: '{app} passe à {to}.' },
  'rollout/advance/done': { en: '{app}: {from} -> {to}', fr: '{app} : {from} -> {to}' },
  'rollout/advance/released': {
    en: '{app} is no longer held; it is {stage}.',
    fr: '{app} n’est plus suspendue ; elle est {stage}.',
  },
  'rollout/advance/vouched': { en: '{app}: {gate} vouched for.', fr: '{app} : {gate} garantie.' },
  'rollout/advance/vouch-because': {
    en: '--passed needs a reason: --because "how one knows".',
    fr: '--passed demande une raison : --because « comment on le sait ».',
  },
  'rollout/advance/overridden': {
    en: 'Overridden, and kept visible:',
    fr: 'Outrepassées, et laissées visibles :',
  },

  'rollout/log/empty': { en: 'Nothing was decided yet.', fr: 'Rien n’a encore été décidé.' },
  'rollout/log/unreadable': {
    en: 'no entry of the log; it was passed over',
    fr: 'ce n’est pas une entrée du journal ; elle a été ignorée',
  },
  'rollout/log/conflict-marker': {
    en: 'a mark of Git’s conflict; both sides count, and the mark may go',
    fr: 'une marque de conflit de Git ; les deux côtés comptent, la marque peut disparaître',
  },
  'rollout/log/edited': {
    en: 'entry {id} was edited after it was written; it does not count',
    fr: 'l’entrée {id} a été modifiée après son écriture ; elle ne compte pas',
  },
  'rollout/log/missing': {
    en: 'entry {id} was written on {parent}, which is missing',
    fr: 'l’entrée {id} a été écrite à la suite de {parent}, qui manque',
  },
  'rollout/log/orphaned': {
    en: 'entry {id} is cut off: nothing that it was written on is left',
    fr: 'l’entrée {id} est coupée du reste : plus rien de ce qui la précédait n’est là',
  },
  'rollout/log/removed': {
    en: 'entry {id} stands in commit {commit} and is no longer in the log',
    fr: 'l’entrée {id} figure dans le commit {commit} et n’est plus dans le journal',
  },
  'rollout/log/unknown-type': {
    en: 'entry {id} is of a type that this version does not know; it was left aside',
    fr: 'l’entrée {id} est d’un type que cette version ne connaît pas ; elle a été laissée de côté',
  },
  'rollout/log/no-git': {
    en: 'No history of Git is at hand: whether an entry was removed from the end can’t be told.',
    fr: 'Aucun historique Git disponible : impossible de dire si une entrée a été retirée de la fin.',
  },
  'rollout/log/verified': {
    en: '{entries} entries, {heads} heads, {problems} problems.',
    fr: '{entries} entrées, {heads} têtes, {problems} problèmes.',
  },
  'rollout/entry/unknown': { en: 'of a type not known here', fr: 'd’un type inconnu ici' },
  'rollout/entry/advance': { en: '{from} -> {to}', fr: '{from} -> {to}' },
  'rollout/entry/overridden': { en: '[overridden: {gates}]', fr: '[outrepassées : {gates}]' },
  'rollout/entry/hold': { en: 'held at {stage}', fr: 'suspendue à {stage}' },
  'rollout/entry/release': { en: 'goes on at {stage}', fr: 'reprend à {stage}' },
  'rollout/entry/gate': { en: '{gate} vouched for', fr: '{gate} garantie' },
  'rollout/entry/rollback': {
    en: 'rolled back: {rung} {target}',
    fr: 'retour arrière : {rung} {target}',
  },

  'rollout/history/empty': { en: 'Nothing has happened yet.', fr: 'Rien ne s’est encore passé.' },
  'rollout/history/standard': {
    en: '{pipeline} {status}, commit {revision}',
    fr: '{pipeline} {status}, commit {revision}',
  },
  'rollout/history/rollback': {
    en: '{pipeline} {status}, a rollback to commit {revision}',
    fr: '{pipeline} {status}, un retour arrière au commit {revision}',
  },
  'rollout/metrics/fleet': { en: '(fleet)', fr: '(flotte)' },
  'rollout/metrics/how': {
    en: 'From {days} days of executions; times are medians. "Start to live" counts from the start of the execution: the age of the commit is not known.',
    fr: 'Sur {days} jours d’exécutions ; les durées sont des médianes. « Du départ au service » compte depuis le début de l’exécution : l’âge du commit n’est pas connu.',
  },

  'rollout/sync/nobody': {
    en: 'There is no application to look for: neither rollout.yaml nor the folder holds one.',
    fr: 'Aucune application à chercher : ni rollout.yaml ni le dossier n’en contiennent.',
  },
  'rollout/sync/reading': {
    en: 'reading {pipeline} of {app}',
    fr: 'lecture de {pipeline} de {app}',
  },
  'rollout/sync/no-pipeline': {
    en: '{app}: AWS holds no pipeline called {pipeline} in this region.',
    fr: '{app} : AWS ne contient aucun pipeline nommé {pipeline} dans cette région.',
  },
  'rollout/sync/done': {
    en: '{added} new facts from {pipelines} pipelines, {failed} of them could not be read.',
    fr: '{added} faits nouveaux de {pipelines} pipelines, dont {failed} illisibles.',
  },

  'rollout/rung/open': { en: 'open', fr: 'ouvert' },
  'rollout/rung/closed': { en: 'closed', fr: 'fermé' },
  'rollout/rung/stop-deployment': {
    en: 'Stop the deployment and let CodeDeploy go back',
    fr: 'Arrêter le déploiement et laisser CodeDeploy revenir en arrière',
  },
  'rollout/rung/rollback-stage': {
    en: 'Roll the stage back to its last good execution',
    fr: 'Ramener l’étape du pipeline à sa dernière bonne exécution',
  },
  'rollout/rung/start-last-good': {
    en: 'Start the pipeline on the last good commit',
    fr: 'Lancer le pipeline sur le dernier bon commit',
  },
  'rollout/rung/no-deployment': {
    en: 'no deployment of CodeDeploy stands in this stage',
    fr: 'aucun déploiement CodeDeploy dans cette étape',
  },
  'rollout/rung/deployment-over': {
    en: 'deployment {id} is over ({status}), and no old instances wait',
    fr: 'le déploiement {id} est terminé ({status}), et aucune ancienne instance n’attend',
  },
  'rollout/rung/old-instances-wait': {
    en: 'the old instances still wait: traffic goes back to them at once ({id})',
    fr: 'les anciennes instances attendent encore : le trafic y revient aussitôt ({id})',
  },
  'rollout/rung/deployment-runs': {
    en: 'deployment {id} is still running',
    fr: 'le déploiement {id} est encore en cours',
  },
  'rollout/rung/parallel': {
    en: 'pipelines in PARALLEL mode have no stage rollback',
    fr: 'les pipelines en mode PARALLEL n’ont pas de retour arrière par étape',
  },
  'rollout/rung/no-good-execution': {
    en: 'no earlier execution succeeded in {stage}',
    fr: 'aucune exécution antérieure n’a réussi dans {stage}',
  },
  'rollout/rung/pipeline-changed': {
    en: 'the pipeline was changed since (version {version}, the last good execution ran with {then}), which closes this door',
    fr: 'le pipeline a été modifié depuis (version {version}, la dernière bonne exécution tournait en {then}), ce qui ferme cette porte',
  },
  'rollout/rung/good-execution': {
    en: 'execution {execution} succeeded in {stage}',
    fr: 'l’exécution {execution} a réussi dans {stage}',
  },
  'rollout/rung/no-good-commit': {
    en: 'no commit of an earlier good execution is known',
    fr: 'aucun commit d’une bonne exécution antérieure n’est connu',
  },
  'rollout/rung/good-commit': {
    en: 'commit {commit}, built and approved again like any release',
    fr: 'commit {commit}, construit et approuvé à nouveau comme toute livraison',
  },
  'rollout/rollback/ladder': {
    en: 'Ways back for {stage} of {pipeline}, the gentlest first:',
    fr: 'Retours possibles pour {stage} de {pipeline}, le plus doux d’abord :',
  },
  'rollout/rollback/none': { en: 'No way back is open.', fr: 'Aucun retour n’est ouvert.' },
  'rollout/rollback/database': {
    en: 'Changes to databases are not undone by any of them.',
    fr: 'Aucun d’eux n’annule les modifications de bases de données.',
  },
  'rollout/rollback/confirm': {
    en: 'Nothing was done. To take the marked way: --confirm --because "…".',
    fr: 'Rien n’a été fait. Pour prendre la voie marquée : --confirm --because "…".',
  },
  'rollout/rollback/stopped': {
    en: 'Deployment {target} is being stopped; CodeDeploy goes back.',
    fr: 'Le déploiement {target} est en cours d’arrêt ; CodeDeploy revient en arrière.',
  },
  'rollout/rollback/started': {
    en: 'Execution {execution} has started.',
    fr: 'L’exécution {execution} a démarré.',
  },
  'rollout/rollback/no-pipeline': {
    en: '{app}: AWS holds no pipeline {pipeline} with a stage that deploys (asked for: {stage}).',
    fr: '{app} : AWS ne contient aucun pipeline {pipeline} avec une étape de déploiement (demandée : {stage}).',
  },
} as const satisfies Record<string, Translated>;
