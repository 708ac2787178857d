import type { Translated } from '../model/message.ts';

/** What the runbooks, the parameter list and the papers of a retired script say. */
export const runbookMessages = {
  'runbook/title': { en: '{name}: runbook', fr: '{name}\u00a0: guide d’exploitation' },
  'runbook/intro': {
    en: 'The pipeline `{name}` takes the place of {scripts}. It is described in [pipeline.yaml](pipeline.yaml) and built by Terraform; the application’s repository holds the buildspec, the appspec and the hooks.',
    fr: 'Le pipeline `{name}` remplace {scripts}. Il est décrit dans [pipeline.yaml](pipeline.yaml) et construit par Terraform\u00a0; le dépôt de l’application contient le buildspec, l’appspec et les hooks.',
  },
  'runbook/intro-no-hosts': {
    en: 'The pipeline `{name}` takes the place of {scripts}. It is described in [pipeline.yaml](pipeline.yaml) and built by Terraform; the application’s repository holds the buildspecs.',
    fr: 'Le pipeline `{name}` remplace {scripts}. Il est décrit dans [pipeline.yaml](pipeline.yaml) et construit par Terraform\u00a0; le dépôt de l’application contient les buildspecs.',
  },
  'runbook/parts': {
    en: 'The scripts {scripts} bring different things, so they are taken for parts of one deployment and run in this order. Where they are not, name the one that deploys: `deploy_action`.',
    fr: 'Les scripts {scripts} livrent des choses différentes\u00a0: ils sont pris pour les parties d’un même déploiement, dans cet ordre. Si ce n’est pas le cas, nommez celui qui déploie\u00a0: `deploy_action`.',
  },
  'runbook/validating': {
    en: 'No script that deploys checks the result, and {script} does nothing else: it is taken for the check after each deployment.',
    fr: 'Aucun script de déploiement ne vérifie le résultat, et {script} ne fait que cela\u00a0: il est pris pour la vérification après chaque déploiement.',
  },
  'runbook/pair': {
    en: '{name}: {text}',
    fr: '{name}\u00a0: {text}',
  },
  'runbook/owner': { en: 'Owner: {owner}.', fr: 'Responsable\u00a0: {owner}.' },
  'runbook/no-owner': {
    en: 'Nobody is named as owner yet: set `owner` in pipewright.yaml.',
    fr: 'Aucun responsable n’est indiqué\u00a0: renseignez `owner` dans pipewright.yaml.',
  },
  'runbook/zeros': {
    en: 'In pipeline.json, zeros stand for the account and the connection until they are known.',
    fr: 'Dans pipeline.json, des zéros remplacent le compte et la connexion tant qu’ils sont inconnus.',
  },

  'runbook/heading-first': { en: 'Before the first run', fr: 'Avant la première exécution' },
  'runbook/first-repository': {
    en: 'Say which repository the pipeline reads: `source.repository` in pipeline.yaml.',
    fr: 'Indiquez le dépôt que lit le pipeline\u00a0: `source.repository` dans pipeline.yaml.',
  },
  'runbook/first-never-run': {
    en: '{place} never ran, because the script ends before it (`exit` or `exec`); the pipeline leaves it out as well. If you count on it, move it up and generate again.',
    fr: '{place} ne s’est jamais exécuté, car le script se termine avant (`exit` ou `exec`)\u00a0; le pipeline l’omet aussi. Si vous comptez dessus, remontez-le et générez à nouveau.',
  },
  'runbook/first-not-meant': {
    en: '{place} does something else than it seems to. {why}',
    fr: '{place} fait autre chose qu’il n’y paraît. {why}',
  },
  'runbook/first-connection': {
    en: 'Accept the connection to the Git provider in the console (Developer Tools, Connections): Terraform leaves it pending.',
    fr: 'Acceptez la connexion au fournisseur Git dans la console (Developer Tools, Connections)\u00a0: Terraform la crée en attente.',
  },
  'runbook/first-slack': {
    en: 'Authorise the Slack workspace for Amazon Q Developer once, and type `/invite @Amazon Q` in the channel.',
    fr: 'Autorisez une fois l’espace de travail Slack dans Amazon Q Developer, puis tapez `/invite @Amazon Q` dans le canal.',
  },
  'runbook/first-email': {
    en: 'Each recipient confirms the e-mail subscription: {recipients}.',
    fr: 'Chaque destinataire confirme son abonnement par e-mail\u00a0: {recipients}.',
  },
  'runbook/first-sign-in': {
    en: 'Make an account of its own for the pipeline at {service}, and put what it signs in with into {names} (parameters.yaml): {places} used the session of whoever deployed.',
    fr: 'Créez chez {service} un compte propre au pipeline et placez ses identifiants dans {names} (parameters.yaml)\u00a0: {places} se servait de la session de la personne qui déployait.',
  },
  'runbook/first-secrets': {
    en: 'Put the values of [parameters.yaml](parameters.yaml) into SSM: `pipewright aws secrets push`.',
    fr: 'Enregistrez dans SSM les valeurs de [parameters.yaml](parameters.yaml)\u00a0: `pipewright aws secrets push`.',
  },
  'runbook/first-rights': {
    en: 'Give the role of {project} what these commands need (`rights` in pipeline.yaml): {places}. Which resources they touch can’t be read from them.',
    fr: 'Donnez au rôle de {project} les droits que demandent ces commandes (`rights` dans pipeline.yaml)\u00a0: {places}. On ne peut pas y lire à quelles ressources elles accèdent.',
  },
  'runbook/first-host-rights': {
    en: 'Give the role of the instances what these commands need (`hostRights` in pipeline.yaml): {places}. Which resources they touch can’t be read from them.',
    fr: 'Donnez au rôle des instances les droits que demandent ces commandes (`hostRights` dans pipeline.yaml)\u00a0: {places}. On ne peut pas y lire à quelles ressources elles accèdent.',
  },
  'runbook/first-clusters': {
    en: 'Give the role of {job} an access entry to {clusters} (`aws eks create-access-entry`, then `associate-access-policy`): IAM lets it find a cluster, and only the cluster lets it deploy.',
    fr: 'Donnez au rôle de {job} une entrée d’accès à {clusters} (`aws eks create-access-entry`, puis `associate-access-policy`)\u00a0: IAM lui permet de trouver un cluster, mais seul le cluster lui permet d’y déployer.',
  },
  'runbook/first-host-only': {
    en: '{job} needs what only the hosts have: {paths}. Bring it into the repository, install it in {buildspec}, or give the project an image of its own; until then the job stops before its first command.',
    fr: '{job} a besoin de ce que seules les machines possèdent\u00a0: {paths}. L’ajouter au dépôt, l’installer dans {buildspec} ou donner au projet une image qui le contient\u00a0; d’ici là, le job s’arrête avant sa première commande.',
  },
  'runbook/first-home-text': {
    en: 'Put the whole text of {path} into {name} (parameters.yaml): only the deployer’s own home had that file, which {places} reads. The project writes it there before its first command.',
    fr: 'Placez tout le contenu de {path} dans {name} (parameters.yaml)\u00a0: seul le répertoire personnel de la personne qui déployait contenait ce fichier, que lit {places}. Le projet l’y écrit avant sa première commande.',
  },
  'runbook/first-host-text': {
    en: 'Put the whole text of {path} as the hosts have it into {name} (parameters.yaml): {places} reads it, and the project writes it there before its first command.',
    fr: 'Placez dans {name} (parameters.yaml) tout le contenu de {path} tel qu’il est sur les serveurs\u00a0: {places} le lit, et le projet l’écrit à cet endroit avant sa première commande.',
  },
  'runbook/first-home-file': {
    en: '{places} reads {path}, which only the deployer’s own home had. Store what is in it in SSM and read it there (rights included), or bring the file into the repository if it is no secret; until then the run stops before its first command.',
    fr: '{places} lit {path}, que seul le répertoire personnel de la personne qui déployait contenait. Placez son contenu dans SSM et lisez-le là (droits compris), ou ajoutez le fichier au dépôt s’il n’est pas secret\u00a0; d’ici là, l’exécution s’arrête avant sa première commande.',
  },
  'runbook/first-network': {
    en: 'Name the network of {jobs}: `networks` of `{name}` in terraform/fleet.auto.tfvars. Without one, no database or cache can be reached.',
    fr: 'Indiquez le réseau de {jobs}\u00a0: `networks` de `{name}` dans terraform/fleet.auto.tfvars. Sans réseau, aucune base ni aucun cache n’est joignable.',
  },
  'runbook/first-private-hosts': {
    en: '{projects} reaches {hosts}, which no public network knows. Name the network that leads there, `networks` of `{name}` in terraform/fleet.auto.tfvars: private subnets whose DNS knows these names, with a NAT gateway for the rest of the internet, because CodeBuild has no public address in a VPC.',
    fr: '{projects} se connecte à {hosts}, qu’aucun réseau public ne connaît. Indiquez le réseau qui y mène, sous `networks` de `{name}` dans terraform/fleet.auto.tfvars\u00a0: des sous-réseaux privés dont le DNS connaît ces noms, avec une passerelle NAT pour le reste d’Internet, car CodeBuild n’a pas d’adresse publique dans un VPC.',
  },
  'runbook/first-settings': {
    en: 'Give {jobs} the settings by which the application finds its database, as variables of the project that come from SSM: CodeBuild has none of the files that stood ready where the script ran.',
    fr: 'Donnez à {jobs} les réglages qui permettent à l’application de trouver sa base de données, en variables du projet lues dans SSM\u00a0: CodeBuild n’a aucun des fichiers présents là où tournait le script.',
  },
  'runbook/first-settings-in': {
    en: 'Give {jobs} the settings by which the application finds its database, as variables of the project that come from SSM: they stand on the hosts, in {files}, where CodeBuild does not come.',
    fr: 'Donnez à {jobs} les réglages qui permettent à l’application de trouver sa base de données, en variables du projet lues dans SSM\u00a0: ils se trouvent sur les serveurs, dans {files}, que CodeBuild ne voit pas.',
  },
  'runbook/first-loaded-settings': {
    en: 'Give {projects} the settings of {file} ({places}) that its commands read from their environment, as variables of the project, secrets from SSM: the script found the file on the deployer’s machine, and the repository does not bring it.',
    fr: 'Donnez à {projects} les réglages de {file} ({places}) que ses commandes lisent dans leur environnement, en variables du projet, les secrets depuis SSM : le script trouvait le fichier sur le poste du déployeur, et le dépôt ne l’apporte pas.',
  },
  'runbook/first-ssh': {
    en: '{tools} ({places}) reaches the hosts over ssh: give {projects} a private key of their own, from SSM, and a network that leads to port 22 of the hosts.',
    fr: '{tools} ({places}) se connecte aux serveurs par ssh\u00a0: donnez à {projects} une clé privée dédiée, lue dans SSM, et un réseau qui mène au port 22 des serveurs.',
  },
  'runbook/first-site': {
    en: 'Let the CDN or the DNS of the site point at {buckets}: until then visitors see what lies on {servers}, where nothing arrives any more.',
    fr: 'Faites pointer le CDN ou le DNS du site vers {buckets}\u00a0: d’ici là, les visiteurs voient ce qui se trouve sur {servers}, où plus rien n’arrive.',
  },
  'runbook/first-site-keeps': {
    en: 'The S3 action only adds and replaces; the script also removed what the site no longer has. Take pages that must go out of {buckets} by hand (`aws s3 rm`).',
    fr: 'L’action S3 ne fait qu’ajouter et remplacer, alors que le script supprimait aussi ce que le site n’a plus. Retirez à la main de {buckets} les pages qui doivent disparaître (`aws s3 rm`).',
  },
  'runbook/first-gathered': {
    en: 'Compare once what the clones on the hosts hold with the repository of the pipeline, whose folders are installed in their place: {folders}. Merge what is only there, and let nobody push to the old repositories any more: no release brings it.',
    fr: 'Comparer une fois ce que contiennent les clones des machines avec le dépôt du pipeline, dont les dossiers s’installent à leur place : {folders}. Y reporter ce qui n’existe que là-bas, et fermer les anciens dépôts : aucune livraison ne les lit plus.',
  },
  'runbook/first-leftovers': {
    en: 'Look once, on each host, through what the old script left in {folders}: CodeDeploy removes only what it installed itself, so what no release brings stays there beside the new files (`.git`, libraries and outputs of earlier builds, files deleted since). Keep data and settings of the host, remove the rest.',
    fr: 'Faites une fois le tri, sur chaque serveur, dans ce que l’ancien script a laissé sous {folders}\u00a0: CodeDeploy ne supprime que ce qu’il a installé lui-même, et ce qu’aucune livraison n’apporte y reste à côté des nouveaux fichiers (`.git`, bibliothèques et résultats d’anciens builds, fichiers supprimés depuis). Gardez les données et les réglages du serveur, retirez le reste.',
  },
  'runbook/first-checkout': {
    en: 'The checkout in {folder} stays on the hosts as it is: CodeDeploy installs only what the script took from there. Make sure that nothing else reads it (a unit, a cron job) before you remove it.',
    fr: 'Le clone dans {folder} reste tel quel sur les serveurs\u00a0: CodeDeploy n’installe que ce que le script en tirait. Assurez-vous que rien d’autre ne le lit (une unité, une tâche cron) avant de le supprimer.',
  },
  'runbook/first-profile': {
    en: 'Attach the instance profile that Terraform makes (output `instance_profiles`) to the hosts or their launch template, and give them the tags of their deployment group in pipeline.yaml.',
    fr: 'Attachez aux serveurs, ou à leur modèle de lancement, le profil d’instance créé par Terraform (sortie `instance_profiles`), et donnez-leur les tags de leur groupe de déploiement dans pipeline.yaml.',
  },
  'runbook/first-hosts': {
    en: 'Check that the hosts have what the list below names, and that the CodeDeploy agent runs: `pipewright aws preflight`.',
    fr: 'Vérifiez que les serveurs ont ce que cite la liste plus bas et que l’agent CodeDeploy tourne\u00a0: `pipewright aws preflight`.',
  },
  'runbook/first-release': {
    en: 'Release once and let it succeed in every stage: before that, no stage can be rolled back.',
    fr: 'Livrez une première fois jusqu’au bout\u00a0: avant cela, aucune étape du pipeline ne peut revenir en arrière.',
  },

  'runbook/heading-deploy': { en: 'Deploy', fr: 'Déployer' },
  'runbook/deploy-push': {
    en: 'Push or merge to `{branch}`: the pipeline starts by itself. To start it by hand:',
    fr: 'Poussez ou fusionnez sur `{branch}`\u00a0: le pipeline démarre tout seul. Pour le lancer à la main\u00a0:',
  },
  'runbook/deploy-variables': {
    en: 'The script was given these values by hand, so that a person starts each release, with them (names of the script’s own variables):',
    fr: 'Le script recevait ces valeurs à la main\u00a0; chaque livraison est donc lancée par une personne, qui les fournit (sous le nom des variables du script)\u00a0:',
  },
  'runbook/deploy-checked-out': {
    en: '{place} checked out {revision}. The pipeline takes the branch’s newest commit instead, so give the commit of that revision with {names}, in `--source-revisions` as below: it is what {command} prints.',
    fr: '{place} récupérait {revision}. Le pipeline prend à la place le dernier commit de la branche\u00a0: avec {names}, donnez donc le commit de cette révision, dans `--source-revisions` comme ci-dessous\u00a0; c’est celui qu’affiche {command}.',
  },
  'runbook/deploy-branches': {
    en: 'The script had a branch for each environment ({places}): {branches}. This pipeline takes {branch} through all of them, so that what was tried is what goes live. Where another branch is to be tried by itself, give its environment a pipeline of its own, or release a commit of it by hand, as below, and reject it before production.',
    fr: 'Le script avait une branche par environnement ({places}) : {branches}. Ce pipeline fait passer {branch} par tous, si bien que ce qui a été essayé est ce qui part en production. Si une autre branche doit être essayée à part, donnez à son environnement un pipeline à lui, ou livrez-en un commit à la main, comme ci-dessous, et refusez-le avant la production.',
  },
  'runbook/deploy-defaults': {
    en: 'A release may say these otherwise, with `--variables name=NAME,value=VALUE` (names of the script’s own variables):',
    fr: 'Une livraison peut changer ces valeurs avec `--variables name=NOM,value=VALEUR` (sous le nom des variables du script)\u00a0:',
  },
  'runbook/deploy-default': {
    en: '`{name}`: {description}; `{assumed}` where nobody says it',
    fr: '`{name}`\u00a0: {description}\u00a0; `{assumed}` par défaut',
  },
  'runbook/deploy-commit': {
    en: 'A given commit instead of the newest one:',
    fr: 'Un commit précis au lieu du plus récent\u00a0:',
  },
  'runbook/deploy-approve': {
    en: '{stages} waits for a person, seven days at most. Approve in the console, or take the token from `get-pipeline-state`:',
    fr: '{stages} attend l’approbation d’une personne, sept jours au plus. Approuvez dans la console, ou prenez le jeton dans `get-pipeline-state`\u00a0:',
  },
  'runbook/deploy-approve-several': {
    en: '{stages} wait for a person, seven days at most each. Approve in the console, or take the token from `get-pipeline-state`:',
    fr: '{stages} attendent l’approbation d’une personne, sept jours au plus chacune. Approuvez dans la console, ou prenez le jeton dans `get-pipeline-state`\u00a0:',
  },
  'runbook/deploy-migrates-live': {
    en: 'Migrations ({places}) run before the hosts get the release, while the old version serves; the script had stopped it first ({stopped}). Write each migration so that the version before it can live with it.',
    fr: 'Les migrations ({places}) s’exécutent avant l’arrivée de la nouvelle version sur les serveurs, pendant que l’ancienne répond\u00a0; le script l’arrêtait d’abord ({stopped}). Écrivez chaque migration de sorte que la version précédente la supporte.',
  },
  'runbook/table-stage': { en: 'Stage', fr: 'Étape du pipeline' },
  'runbook/table-actions': { en: 'Actions', fr: 'Actions' },
  'runbook/table-script': { en: 'In the script', fr: 'Dans le script' },

  'runbook/heading-follow': { en: 'Follow', fr: 'Suivre' },
  'runbook/follow-state': { en: 'Where the release stands:', fr: 'Où en est la livraison\u00a0:' },
  'runbook/follow-build': {
    en: 'What the build and the jobs print:',
    fr: 'Les journaux du build et des jobs\u00a0:',
  },
  'runbook/follow-hosts': {
    en: 'What the hooks print, on a host:',
    fr: 'Les journaux des hooks, sur un serveur\u00a0:',
  },
  'runbook/follow-deployment': {
    en: 'Which host failed, and in which lifecycle event:',
    fr: 'Quel serveur a échoué, et à quel événement du cycle de vie\u00a0:',
  },

  'runbook/heading-rollback': { en: 'Roll back', fr: 'Revenir en arrière' },
  'runbook/rollback-codedeploy': {
    en: 'By itself: when a deployment fails, CodeDeploy deploys the last good revision again.',
    fr: 'Automatiquement\u00a0: quand un déploiement échoue, CodeDeploy redéploie la dernière révision qui a réussi.',
  },
  'runbook/rollback-pipeline': {
    en: 'By itself: when an action of a Deploy stage fails, its tests included, the pipeline runs that stage again with the last good execution. It needs one: the first release, and the first one after a change of the pipeline, have none.',
    fr: 'Automatiquement\u00a0: quand une action d’une étape Deploy échoue, tests compris, le pipeline rejoue cette étape avec la dernière exécution réussie. Il en faut une\u00a0: la première livraison, et la première après une modification du pipeline, n’en ont pas.',
  },
  'runbook/rollback-own': {
    en: 'Before that, the job takes back by itself what has just failed, as the script did ({notes}). The stage that runs again puts the version before it wherever the new one had arrived already.',
    fr: 'Auparavant, le job annule lui-même ce qui vient d’échouer, comme le faisait le script ({notes}). L’étape rejouée remet la version précédente partout où la nouvelle était déjà arrivée.',
  },
  'runbook/rollback-hand': {
    en: 'By hand, take the first of these that is still open:',
    fr: 'À la main, prenez la première solution encore possible\u00a0:',
  },
  'runbook/rollback-stop': {
    en: '**The deployment is still running{blueGreen}.** Stop it with rollback:',
    fr: '**Le déploiement est encore en cours{blueGreen}.** Arrêtez-le en demandant le retour arrière\u00a0:',
  },
  'runbook/rollback-wait': {
    en: ', and it is for {minutes} minutes after the switch, while the old instances wait',
    fr: ', et il l’est pendant {minutes} minutes après la bascule, tant que les anciennes instances attendent',
  },
  'runbook/rollback-stage': {
    en: '**The release is finished.** Run the stage again with the last good execution:',
    fr: '**La livraison est terminée.** Rejouez l’étape avec la dernière exécution réussie\u00a0:',
  },
  'runbook/rollback-commit': {
    en: '**The pipeline has changed since the last good execution**, which closes the way above. Release the last good commit:',
    fr: '**Le pipeline a été modifié depuis la dernière exécution réussie**, ce qui exclut la solution précédente. Livrez le dernier commit qui fonctionnait\u00a0:',
  },
  'runbook/rollback-database': {
    en: 'None of these undoes changes of a database: {notes}. Before you go back, make sure that the old code runs on the new schema; else restore the backup first.',
    fr: 'Aucune de ces solutions n’annule les modifications de la base de données\u00a0: {notes}. Avant de revenir en arrière, assurez-vous que l’ancien code fonctionne avec le nouveau schéma\u00a0; sinon, restaurez d’abord la sauvegarde.',
  },
  'runbook/rollback-no-database': {
    en: 'The script changes no database as far as it shows; what the application changes in one by itself is not undone.',
    fr: 'D’après ce qu’on y lit, le script ne modifie aucune base de données\u00a0; ce que l’application y modifie elle-même n’est pas annulé.',
  },

  'runbook/heading-emergency': { en: 'Emergency', fr: 'Urgence' },
  'runbook/emergency-agent': {
    en: '**A stop script of the previous revision fails** and blocks every deployment (ApplicationStop runs the scripts of the last good revision). Deploy once without it:',
    fr: '**Un script d’arrêt de la révision précédente échoue** et bloque tout déploiement (ApplicationStop exécute les scripts de la dernière révision déployée). Déployez une fois en l’ignorant\u00a0:',
  },
  'runbook/emergency-pipeline': {
    en: '**The pipeline itself can’t run** (the Git provider or CodeBuild is down). Deploy the last good revision straight from the artifact bucket:',
    fr: '**Le pipeline lui-même ne peut pas tourner** (fournisseur Git ou CodeBuild en panne). Déployez la dernière révision qui fonctionnait directement depuis le bucket des artefacts\u00a0:',
  },
  'runbook/emergency-script': {
    en: '**Last resort: the old script**, from the history of the repository. It works only as long as the ssh keys and ports of [retire/keys-and-ports.md](retire/keys-and-ports.md) are open; two people decide, and the pipeline is stopped first:',
    fr: '**En dernier recours, l’ancien script**, repris dans l’historique du dépôt. Il ne fonctionne que tant que les clés ssh et les ports de [retire/keys-and-ports.fr.md](retire/keys-and-ports.fr.md) sont ouverts\u00a0; la décision se prend à deux, et le pipeline est d’abord bloqué\u00a0:',
  },

  'runbook/heading-stops': {
    en: 'What now stops the deployment',
    fr: 'Ce qui arrête désormais le déploiement',
  },
  'runbook/stops': {
    en: 'When one of these steps failed, the script went on; the deployment now stops. Where that is not wanted, put `|| true` behind the command in the file named: the edit is kept.',
    fr: 'Quand l’une de ces étapes échouait, le script continuait\u00a0; le déploiement s’arrête désormais. Si ce n’est pas voulu, ajoutez `|| true` après la commande dans le fichier indiqué\u00a0: la modification est conservée.',
  },
  'runbook/stops-in-aws': {
    en: 'These are done by CodePipeline and CodeDeploy themselves, which stop when they fail; the script went on. Nothing turns that off.',
    fr: 'Celles-ci sont prises en charge par CodePipeline et CodeDeploy, qui s’arrêtent en cas d’échec\u00a0; le script continuait. Ce comportement ne se désactive pas.',
  },
  'runbook/no-stops': {
    en: 'Nothing new: wherever the deployment stops, the script stopped as well.',
    fr: 'Rien de nouveau\u00a0: partout où le déploiement s’arrête, le script s’arrêtait aussi.',
  },
  'runbook/no-own-stops': {
    en: 'Of the steps of the script, none: wherever one of them stops the deployment, the script stopped as well.',
    fr: 'Parmi les étapes du script, aucune\u00a0: partout où l’une d’elles arrête le déploiement, le script s’arrêtait aussi.',
  },
  'runbook/stops-added': {
    en: 'What was added can stop it as well:',
    fr: 'Ce qui a été ajouté peut aussi l’arrêter\u00a0:',
  },
  'runbook/stops-added-answers': {
    en: 'an answer of 400 or more now fails the check (`--fail`), where the script only looked whether anything answered',
    fr: 'une réponse 400 ou plus fait désormais échouer le contrôle (`--fail`), alors que le script vérifiait seulement que le service répondait',
  },
  'runbook/stops-added-checks': {
    en: 'a check that does not pass now counts, where the script went on whatever it said',
    fr: 'un contrôle qui échoue compte désormais, alors que le script continuait quel qu’en soit le résultat',
  },
  'runbook/stops-added-tests': {
    en: 'the project’s own tests, which the script never ran',
    fr: 'les tests du projet, que le script ne lançait jamais',
  },
  'runbook/stops-added-lint': {
    en: 'the project’s own lint, which the script never ran',
    fr: 'le lint du projet, que le script ne lançait jamais',
  },
  'runbook/stops-source': {
    en: 'the source action of the pipeline',
    fr: 'l’action Source du pipeline',
  },
  'runbook/goes-on': {
    en: 'The other way round, the deployment goes on where the script stopped:',
    fr: 'À l’inverse, le déploiement continue là où le script s’arrêtait\u00a0:',
  },
  'runbook/goes-on-stop-script': {
    en: 'The stop script that runs is the one of the previous revision; if it could fail for want of anything to stop, no deployment would ever begin again.',
    fr: 'Le script d’arrêt exécuté est celui de la révision précédente\u00a0; s’il échouait parce qu’il n’y a rien à arrêter, plus aucun déploiement ne pourrait commencer.',
  },
  'runbook/goes-on-message': {
    en: 'A message that does not arrive stops no pipeline.',
    fr: 'Une notification qui ne part pas n’arrête pas le pipeline.',
  },
  'runbook/goes-on-other': {
    en: 'Make sure that this is meant.',
    fr: 'Vérifiez que c’est voulu.',
  },
  'runbook/table-command': { en: 'Command', fr: 'Commande' },
  'runbook/table-now': { en: 'Now in', fr: 'Désormais dans' },

  'runbook/heading-checks': {
    en: 'What the script checked',
    fr: 'Ce que le script vérifiait',
  },
  'runbook/checks': {
    en: 'Every condition on which the script gave up, and what asks it now.',
    fr: 'Chaque condition qui arrêtait le script, et ce qui la vérifie désormais.',
  },
  'runbook/table-ended': { en: 'It gave up if', fr: 'Il s’arrêtait si' },
  'runbook/check-in': {
    en: 'Asked in {files}, which stops the deployment.',
    fr: 'Vérifié dans {files}, qui arrête le déploiement.',
  },
  'runbook/check-unread': {
    en: 'Not needed: nothing that is left reads it.',
    fr: 'Inutile\u00a0: plus rien ne la lit.',
  },
  'runbook/check-left': {
    en: 'Left to a person: what it compares is not known where it would be asked. Look before you approve.',
    fr: 'Laissé à une personne\u00a0: ce qu’elle compare n’est pas connu là où il faudrait le demander. Vérifiez avant d’approuver.',
  },

  'runbook/heading-inputs': {
    en: 'What the script could be told',
    fr: 'Les paramètres de l’ancien script',
  },
  'runbook/inputs': {
    en: 'Every argument, option, answer and variable with which a person steered the script, and what became of it.',
    fr: 'Chaque argument, option, réponse ou variable avec lesquels on pilotait le script, et ce qu’il devient.',
  },
  'runbook/table-variable': {
    en: 'Variable',
    fr: 'Variable',
  },
  'runbook/table-outcome': {
    en: 'What became of it',
    fr: 'Ce qu’il devient',
  },
  'runbook/input-argument': {
    en: 'argument {label} of {place}',
    fr: 'argument {label} de {place}',
  },
  'runbook/input-arguments': {
    en: 'an argument of {place}',
    fr: 'un argument de {place}',
  },
  'runbook/input-option': {
    en: 'option {label} of {place}',
    fr: 'option {label} de {place}',
  },
  'runbook/input-prompt': {
    en: '{place} asked {label}',
    fr: '{place} demandait {label}',
  },
  'runbook/input-question': {
    en: '{place} asked for it',
    fr: '{place} le demandait',
  },
  'runbook/input-environment': {
    en: '{label} in the environment of {place}',
    fr: '{label} dans l’environnement de {place}',
  },
  'runbook/input-caller': {
    en: 'the caller of {place} gave it',
    fr: 'donné par la personne qui lançait {place}',
  },
  'runbook/input-variable': {
    en: 'a variable of the pipeline; {assumed} where a release says nothing',
    fr: 'une variable du pipeline\u00a0; {assumed} par défaut',
  },
  'runbook/input-required': {
    en: 'a variable of the pipeline; each release must say it',
    fr: 'une variable du pipeline, à fournir à chaque livraison',
  },
  'runbook/input-empty': {
    en: 'a variable of the build, empty: a variable of a pipeline can’t be. Where it is wanted, set it in the CodeBuild project',
    fr: 'une variable du build, vide\u00a0: une variable de pipeline ne peut pas l’être. Si besoin, donnez-lui une valeur dans le projet CodeBuild',
  },
  'runbook/input-setting': {
    en: 'a variable of the build, {assumed}: the pipeline has no room for it. Where another value is wanted, set it in the CodeBuild project',
    fr: 'une variable du build, {assumed}\u00a0: le pipeline n’a plus de place pour elle. Pour une autre valeur, modifiez le projet CodeBuild',
  },
  'runbook/input-source': {
    en: 'the branch that the pipeline follows, {branch}; another commit is given with `--source-revisions`',
    fr: 'la branche que suit le pipeline, {branch}\u00a0; pour un autre commit, `--source-revisions`',
  },
  'runbook/input-fixed': {
    en: 'written down as {assumed}: appspec, deployment groups and actions name the place, and change with it',
    fr: 'fixé à {assumed}\u00a0: l’appspec, les groupes de déploiement et les actions le nomment\u00a0; il se change à ces endroits',
  },
  'runbook/input-place': {
    en: 'appspec, deployment groups and actions name the place',
    fr: 'l’appspec, les groupes de déploiement et les actions le nomment',
  },
  'runbook/input-chosen': {
    en: 'the stage of the pipeline and the deployment group say it',
    fr: 'donné par l’étape du pipeline et le groupe de déploiement',
  },
  'runbook/input-action': {
    en: 'the pipeline deploys; going back is under “Roll back”, any other action under “What stays manual”',
    fr: 'le pipeline déploie\u00a0; le retour arrière figure sous «\u00a0Revenir en arrière\u00a0», toute autre action sous «\u00a0Ce qui reste manuel\u00a0»',
  },
  'runbook/input-secret': {
    en: 'a parameter in SSM, read when it is needed; never a variable of the pipeline',
    fr: 'un paramètre dans SSM, lu au moment voulu\u00a0; jamais une variable du pipeline',
  },
  'runbook/input-approval': {
    en: 'the approval of the pipeline',
    fr: 'l’approbation du pipeline',
  },
  'runbook/input-worked-out': {
    en: 'the code works it out as the script did where nobody said it',
    fr: 'calculé par le code, comme le faisait le script quand on ne disait rien',
  },
  'runbook/input-manual': {
    en: 'only steps that stay manual read it',
    fr: 'seules des étapes restées manuelles le lisent',
  },
  'runbook/input-unread': {
    en: 'fell away: nothing that is left reads it',
    fr: 'supprimé\u00a0: plus rien ne le lit',
  },
  'runbook/input-help': {
    en: 'fell away: it only told how to call the script',
    fr: 'supprimé\u00a0: il ne servait qu’à afficher l’aide',
  },
  'runbook/input-branch': {
    en: 'sets no value; what it made the script do is among the steps of this runbook',
    fr: 'ne fixe aucune valeur\u00a0; ce qu’elle faisait faire au script figure parmi les étapes de ce guide',
  },

  'runbook/heading-manual': { en: 'What stays manual', fr: 'Ce qui reste manuel' },
  'runbook/no-manual': {
    en: 'Nothing: every step of the script has its place.',
    fr: 'Rien\u00a0: chaque étape du script a trouvé sa place.',
  },
  'runbook/manual': {
    en: '{place}: {command}. {why}',
    fr: '{place}\u00a0: {command}. {why}',
  },
  'runbook/heading-secrets': { en: 'Secrets to rotate', fr: 'Secrets à renouveler' },
  'runbook/secrets-why': {
    en: 'They stand in the scripts and so in the history of the repository: whoever could read it knows them. Issue new ones, put them into SSM, then revoke the old ones.',
    fr: 'Ils figurent dans les scripts, donc dans l’historique du dépôt\u00a0: quiconque a pu le lire les connaît. Créez-en de nouveaux, enregistrez-les dans SSM, puis révoquez les anciens.',
  },
  'runbook/no-secrets': { en: 'None was found.', fr: 'Aucun trouvé.' },
  'runbook/secret': {
    en: '{label} ({kind}) at {place}, now `{name}`',
    fr: '{label} ({kind}), {place}\u00a0: désormais `{name}`',
  },
  'runbook/secret-unread': {
    en: '{label} ({kind}) at {place}: nothing reads it any more; revoke it',
    fr: '{label} ({kind}), {place}\u00a0: plus rien ne le lit\u00a0; révoquez-le',
  },
  'runbook/heading-questions': { en: 'Open questions', fr: 'Questions ouvertes' },
  'runbook/no-questions': { en: 'None.', fr: 'Aucune.' },
  'runbook/question': { en: '`{id}`: {text}', fr: '`{id}`\u00a0: {text}' },
  'runbook/question-default': {
    en: '`{id}`: {text} Assumed until then: {assumed}.',
    fr: '`{id}`\u00a0: {text} Valeur supposée d’ici là\u00a0: {assumed}.',
  },
  'runbook/questions-where': {
    en: 'Answer them with `pipewright answer`, or under `answers` in pipewright.yaml, and generate again.',
    fr: 'Répondez avec `pipewright answer`, ou sous `answers` dans pipewright.yaml, puis relancez la génération.',
  },
  'runbook/heading-hosts': {
    en: 'What the hosts must have',
    fr: 'Ce dont les serveurs ont besoin',
  },
  'runbook/host-user': {
    en: 'user {name}',
    fr: 'utilisateur {name}',
  },
  'runbook/host-unit': {
    en: 'service {name}',
    fr: 'service {name}',
  },
  'runbook/host-package': {
    en: 'package {name}',
    fr: 'paquet {name}',
  },
  'runbook/host-runtime': {
    en: 'runtime {name}',
    fr: 'environnement d’exécution {name}',
  },
  'runbook/host-directory': {
    en: 'folder {name}',
    fr: 'dossier {name}',
  },
  'runbook/host-repository': {
    en: 'access to the repository {name}',
    fr: 'accès au dépôt {name}',
  },
  'runbook/host-file': {
    en: 'file {name}',
    fr: 'fichier {name}',
  },
  'runbook/host-command': {
    en: '{name}',
    fr: '{name}',
  },
  'runbook/host-agent': {
    en: '{name}',
    fr: '{name}',
  },
  'runbook/no-hosts': {
    en: 'Nothing: the application runs on no hosts of its own.',
    fr: 'Rien\u00a0: l’application ne tourne sur aucun serveur à elle.',
  },
  'runbook/heading-style': {
    en: 'Blue/green',
    fr: 'Blue/green',
  },
  'runbook/style-in-place': {
    en: '{environment} is deployed in place. What stands in the way of blue/green:',
    fr: '{environment} est déployé sur place (in-place). Ce qui empêche le blue/green\u00a0:',
  },
  'runbook/style-blue-green': {
    en: '{environment} is deployed blue/green.',
    fr: '{environment} est déployé en blue/green.',
  },
  'runbook/style-remedy': {
    en: '{blocker} Remedy: {remedy}',
    fr: '{blocker} Solution\u00a0: {remedy}',
  },
  'runbook/accounts': {
    en: 'The environments lie in several accounts or regions ({places}). The pipeline deploys in its own; actions elsewhere need a role and an artifact bucket there, which the Terraform here does not make.',
    fr: 'Les environnements se trouvent dans plusieurs comptes ou régions ({places}). Le pipeline déploie dans le sien\u00a0; les actions ailleurs demandent un rôle et un bucket d’artefacts sur place, que le Terraform fourni ne crée pas.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type RunbookCode = keyof typeof runbookMessages;
