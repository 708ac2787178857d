import type { Translated } from '../model/message.ts';

/** What is said of output files that are not as they must be. */
export const checkMessages = {
  'check/yaml': {
    en: 'This is not valid YAML: {message}',
    fr: 'Ce n’est pas du YAML valide : {message}',
  },
  'check/json': {
    en: 'This is not valid JSON: {message}',
    fr: 'Ce n’est pas du JSON valide : {message}',
  },
  'check/schema': {
    en: 'The format does not allow this: {message}',
    fr: 'Le format ne le permet pas : {message}',
  },
  'check/shell': {
    en: 'This is not valid bash: {message}',
    fr: 'Ce n’est pas du bash valide : {message}',
  },
  'check/shellcheck': { en: 'ShellCheck says: {message}', fr: 'ShellCheck signale : {message}' },
  'check/shellcheck-absent': {
    en: 'ShellCheck is not installed, so the generated shell was only parsed. Install the package shellcheck for the full check.',
    fr: 'ShellCheck n’est pas installé : le shell généré a seulement été analysé syntaxiquement. Installez le paquet shellcheck pour le contrôle complet.',
  },
  'check/missing-hook': {
    en: 'The hook {hook} names {path}, which is not in the bundle.',
    fr: 'Le hook {hook} désigne {path}, qui n’est pas dans l’archive.',
  },
  'check/hook-not-executable': {
    en: '{path} is a hook but is not executable. Set its mode: chmod +x, and git update-index --chmod=+x for Git.',
    fr: '{path} est un hook mais n’est pas exécutable. Fixez ses droits : chmod +x, et git update-index --chmod=+x pour Git.',
  },
  'check/missing-path': {
    en: '{path} is used here but is neither in the bundle nor a prerequisite of the host.',
    fr: '{path} est utilisé ici mais n’est ni dans l’archive ni un prérequis de l’hôte.',
  },
  'check/aws-limit': {
    en: '{what} is {actual}, but AWS allows {limit} at most.',
    fr: '{what} vaut {actual}, alors qu’AWS autorise {limit} au plus.',
  },
  'check/missing-file': { en: '{path} is missing.', fr: '{path} est absent.' },
  'check/duplicate-key': {
    en: 'This key stands here twice: CodeBuild and CodeDeploy take the last one and say nothing. Keep one.',
    fr: 'Cette clé figure deux fois : CodeBuild et CodeDeploy retiennent la dernière sans rien dire. N’en gardez qu’une.',
  },
  'check/tab': {
    en: 'A tab stands where YAML takes blanks only. Indent with blanks.',
    fr: 'Une tabulation se trouve là où YAML n’accepte que des espaces. Indentez avec des espaces.',
  },
  'check/byte-order-mark': {
    en: 'The file begins with a byte-order mark, on which the agent of CodeDeploy and bash stumble. Save it as UTF-8 without one.',
    fr: 'Le fichier commence par une marque d’ordre des octets, sur laquelle trébuchent l’agent CodeDeploy et bash. Enregistrez-le en UTF-8 sans marque.',
  },
  'check/crlf': {
    en: 'The file has Windows line ends: its first line would not be found as a program. Save it with LF (in Git: *.sh text eol=lf in .gitattributes).',
    fr: 'Le fichier a des fins de ligne Windows : le programme de sa première ligne serait introuvable. Enregistrez-le en LF (dans Git : *.sh text eol=lf dans .gitattributes).',
  },
  'check/empty': {
    en: 'The file holds nothing.',
    fr: 'Le fichier est vide.',
  },
  'check/unknown-key': {
    en: '{place} knows no key {key}. It knows: {known}.',
    fr: '{place} ne connaît pas la clé {key}. Clés connues : {known}.',
  },
  'check/missing-key': {
    en: '{place} lacks {key}, which has to be there.',
    fr: 'Il manque {key}, obligatoire, dans {place}.',
  },
  'check/wrong-type': {
    en: '{place} must be of type {expected}. A text that looks like something else has to be quoted.',
    fr: '{place} doit être de type {expected}. Un texte qui ressemble à autre chose doit être mis entre guillemets.',
  },
  'check/not-one-of': {
    en: '{place} may be one of: {choices}.',
    fr: '{place} peut valoir : {choices}.',
  },
  'check/wrong-form': {
    en: '{place} does not have the form that is asked for: {form}',
    fr: '{place} n’a pas la forme demandée : {form}',
  },
  'check/out-of-range': {
    en: '{place} must be {comparison} {limit}.',
    fr: '{place} doit être {comparison} {limit}.',
  },
  'check/too-many': {
    en: '{place} may hold {limit} at most.',
    fr: '{place} peut en contenir {limit} au plus.',
  },
  'check/too-few': {
    en: '{place} must hold at least {limit}.',
    fr: '{place} doit en contenir au moins {limit}.',
  },
  'check/shellcheck-style': {
    en: 'ShellCheck suggests: {message}',
    fr: 'ShellCheck suggère : {message}',
  },
  'check/no-errexit': {
    en: 'Nothing says here that a failing command ends the script, so only the status of the last one counts. Begin with set -euo pipefail.',
    fr: 'Rien ne dit ici qu’une commande en échec arrête le script : seul le statut de la dernière compte. Commencez par set -euo pipefail.',
  },
  'check/no-pipefail': {
    en: 'A failure before the last command of this pipe is lost. Begin with set -euo pipefail.',
    fr: 'Un échec avant la dernière commande de ce tube est perdu. Commencez par set -euo pipefail.',
  },
  'check/unset-variable': {
    en: '${name} is read here, but neither this hook nor anything else of the bundle sets it, and CodeDeploy hands nothing of ours over: the hook would stop here. Set it in deploy/env, or give a default: ${{name}:-…}.',
    fr: '${name} est lu ici, mais ni ce hook ni le reste de l’archive ne le définit, et CodeDeploy ne transmet rien de nous : le hook s’arrêterait ici. Définissez-le dans deploy/env, ou donnez une valeur par défaut : ${{name}:-…}.',
  },
  'check/empty-variable': {
    en: '${name} is read here, but neither this hook nor anything else of the bundle sets it, so it would be empty. Set it in deploy/env, and begin the hook with set -euo pipefail.',
    fr: '${name} est lu ici, mais ni ce hook ni le reste de l’archive ne le définit : il serait vide. Définissez-le dans deploy/env, et commencez le hook par set -euo pipefail.',
  },
  'check/no-shebang': {
    en: '{path} does not begin with #!, so CodeDeploy would give it to /bin/sh, which is no bash. Begin it with #!/usr/bin/env bash.',
    fr: '{path} ne commence pas par #! : CodeDeploy le confierait à /bin/sh, qui n’est pas bash. Commencez-le par #!/usr/bin/env bash.',
  },
  'check/shell-not-bash': {
    en: 'The commands use what only bash knows ({what}), but env.shell does not say bash: the images of CodeBuild start dash then. Add shell: bash under env.',
    fr: 'Les commandes utilisent ce que seul bash connaît ({what}), mais env.shell n’indique pas bash : les images de CodeBuild lancent alors dash. Ajoutez shell: bash sous env.',
  },
  'check/reserved-variable': {
    en: '{name} begins with {prefix}, which AWS keeps for itself. Give it another name.',
    fr: '{name} commence par {prefix}, réservé par AWS. Donnez-lui un autre nom.',
  },
  'check/not-exportable': {
    en: '{name} can’t be exported: what comes from {origin} never leaves the build.',
    fr: '{name} ne peut pas être exportée : ce qui vient de {origin} ne quitte jamais le build.',
  },
  'check/runtime-unquoted': {
    en: 'The version {version} of {runtime} is not quoted; YAML reads 3.10 as 3.1. Put it in quotes.',
    fr: 'La version {version} de {runtime} n’est pas entre guillemets ; YAML lit 3.10 comme 3.1. Mettez des guillemets.',
  },
  'check/runtime-not-in-image': {
    en: 'The image {image} carries no {runtime} {version}. It carries: {choices}.',
    fr: 'L’image {image} ne fournit pas {runtime} {version}. Elle fournit : {choices}.',
  },
  'check/unguarded-post-build': {
    en: '{command} publishes in post_build, which runs after a failed build, too. Put [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] || exit 1 before it, or move it to the end of build.',
    fr: '{command} publie dans post_build, qui s’exécute même après un build en échec. Placez avant [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] || exit 1, ou déplacez-la à la fin de build.',
  },
  'check/lost-function': {
    en: 'The function {name} is defined in another command of the buildspec; each command is a script of its own, so it is not known here. Put both into one command, or into a file that each of them sources.',
    fr: 'La fonction {name} est définie dans une autre commande du buildspec ; chaque commande est un script à part, elle est donc inconnue ici. Réunissez-les, ou placez-la dans un fichier que chacune inclut.',
  },
  'check/lost-array': {
    en: 'The array {name} is filled in another command of the buildspec; arrays don’t survive from one command to the next. Put both into one command.',
    fr: 'Le tableau {name} est rempli dans une autre commande du buildspec ; un tableau ne survit pas d’une commande à l’autre. Réunissez-les.',
  },
  'check/nobody-gives': {
    en: 'This build gives up without {name}, and neither the action {action}, nor the buildspec, nor a command before sets it. Make it a variable of the pipeline, or a parameter under env/parameter-store.',
    fr: 'Ce build s’arrête sans {name}, que ni l’action {action}, ni le buildspec, ni une commande antérieure ne définit. Faites-en une variable du pipeline, ou un paramètre sous env/parameter-store.',
  },
  'check/no-artifacts': {
    en: 'The pipeline takes {artifacts} from this build, but the buildspec has no artifacts. Add artifacts with files.',
    fr: 'Le pipeline attend {artifacts} de ce build, mais le buildspec n’a pas de section artifacts. Ajoutez artifacts avec files.',
  },
  'check/artifact-names': {
    en: 'With several output artifacts each must be a secondary artifact of its own name. The pipeline takes: {wanted}; the buildspec gives: {given}.',
    fr: 'Avec plusieurs artefacts de sortie, chacun doit être un artefact secondaire portant son nom. Le pipeline attend : {wanted} ; le buildspec donne : {given}.',
  },
  'check/flattened-bundle': {
    en: 'discard-paths puts every file of the bundle into one folder, so {path} would not be found. Remove it.',
    fr: 'discard-paths place tous les fichiers de l’archive dans un seul dossier : {path} serait introuvable. Retirez-le.',
  },
  'check/appspec-version': {
    en: 'The version must be written 0.0, without quotes.',
    fr: 'La version doit s’écrire 0.0, sans guillemets.',
  },
  'check/octal-mode': {
    en: 'The mode {mode} is not quoted, so YAML reads an octal number and CodeDeploy sets other rights ({mode} becomes {becomes}). Put it in quotes.',
    fr: 'Le mode {mode} n’est pas entre guillemets : YAML y lit un nombre octal et CodeDeploy applique d’autres droits ({mode} devient {becomes}). Mettez des guillemets.',
  },
  'check/unknown-event': {
    en: 'CodeDeploy knows no lifecycle event {event} (capitals count). Those that run a script: {known}.',
    fr: 'CodeDeploy ne connaît pas d’événement {event} (la casse compte). Ceux qui exécutent un script : {known}.',
  },
  'check/event-timeout': {
    en: 'The scripts of {event} may take {sum} seconds together; CodeDeploy ends the event after {limit}. Give shorter timeouts.',
    fr: 'Les scripts de {event} peuvent durer {sum} secondes au total ; CodeDeploy arrête l’événement après {limit}. Réduisez les délais.',
  },
  'check/not-expanded': {
    en: '{path} is taken as it is written: an appspec knows no variables and runs no commands. Give the file a fixed name, or name the folder that holds it.',
    fr: '{path} est pris tel quel : un appspec ne connaît ni variables ni commandes. Donnez un nom fixe au fichier, ou désignez le dossier qui le contient.',
  },
  'check/not-absolute': {
    en: '{path} must be an absolute path: CodeDeploy would take it from wherever its agent was started.',
    fr: '{path} doit être un chemin absolu : CodeDeploy le prendrait depuis l’endroit où son agent a démarré.',
  },
  'check/same-destination': {
    en: '{path} would be installed by {first} and by {second}, which fails. Leave one.',
    fr: '{path} serait installé par {first} et par {second}, ce qui échoue. N’en gardez qu’un.',
  },
  'check/overlapping-permissions': {
    en: '{object} gets its rights from two entries (the other: {other}), which CodeDeploy refuses. Narrow one by type, pattern or except.',
    fr: '{object} reçoit ses droits de deux entrées (l’autre : {other}), ce que CodeDeploy refuse. Restreignez l’une par type, pattern ou except.',
  },
  'check/mode-on-folders': {
    en: 'The mode {mode} without a type goes for folders, too, and takes the right to enter them. Say type: [file], and a second entry for directories.',
    fr: 'Le mode {mode} sans type s’applique aussi aux dossiers et retire le droit d’y entrer. Précisez type: [file], et une seconde entrée pour les dossiers.',
  },
  'check/own-object': {
    en: 'CodeDeploy changes what is below {object}, never {object} itself, and only what it installed itself. No entry of files puts anything there.',
    fr: 'CodeDeploy modifie ce qui est sous {object}, jamais {object} lui-même, et seulement ce qu’il a installé. Aucune entrée de files n’y dépose rien.',
  },
  'check/whole-revision': {
    en: 'The source / installs the whole bundle in {destination}, appspec.yml and the hooks among it. Put what is to be installed into a folder of its own.',
    fr: 'La source / installe toute l’archive dans {destination}, appspec.yml et hooks compris. Placez ce qui doit être installé dans un dossier à part.',
  },
  'check/first-deployment': {
    en: 'Where the old script left files, the first deployment fails, because nothing says what to do with them. Add file_exists_behavior: OVERWRITE, or choose an empty destination.',
    fr: 'Là où l’ancien script a laissé des fichiers, le premier déploiement échoue : rien ne dit qu’en faire. Ajoutez file_exists_behavior: OVERWRITE, ou choisissez une destination vide.',
  },
  'check/no-login-user': {
    en: '{user} usually has no login shell, and runas uses su: the hook would fail. Leave runas out and write runuser -u {user} -- before the commands in {path}.',
    fr: '{user} n’a généralement pas de shell de connexion, or runas utilise su : le hook échouerait. Retirez runas et écrivez runuser -u {user} -- devant les commandes de {path}.',
  },
  'check/background-output': {
    en: 'A process that is left running here keeps the output of the hook open, and CodeDeploy waits for it until the timeout. Start it with systemd, or with >/var/log/… 2>&1 </dev/null &.',
    fr: 'Un processus laissé en arrière-plan garde ouverte la sortie du hook, et CodeDeploy l’attend jusqu’à expiration. Lancez-le par systemd, ou avec >/var/log/… 2>&1 </dev/null &.',
  },
  'check/not-in-bundle': {
    en: '{path} is not in the bundle: the artifacts of {buildspec} take {patterns}. Add it there.',
    fr: '{path} n’est pas dans l’archive : les artefacts de {buildspec} prennent {patterns}. Ajoutez-le.',
  },
  'check/unseen-path': {
    en: '{path} is neither in the repository nor named by a command of {buildspec}. Make sure that the build makes it.',
    fr: '{path} n’est ni dans le dépôt ni nommé par une commande de {buildspec}. Assurez-vous que le build le produit.',
  },
  'check/duplicate-name': {
    en: '{name} is used twice for {what}. Names must differ.',
    fr: '{name} est utilisé deux fois pour {what}. Les noms doivent différer.',
  },
  'check/first-stage': {
    en: 'The first pipeline stage may hold source actions only, and {action} is none.',
    fr: 'La première étape du pipeline ne peut contenir que des actions source, et {action} n’en est pas une.',
  },
  'check/late-source': {
    en: '{action} is a source action; those belong into the first pipeline stage.',
    fr: '{action} est une action source ; sa place est dans la première étape du pipeline.',
  },
  'check/unknown-artifact': {
    en: '{action} takes the artifact {artifact}, which no earlier action makes. There are: {known}.',
    fr: '{action} prend l’artefact {artifact}, qu’aucune action précédente ne produit. Il y a : {known}.',
  },
  'check/missing-configuration': {
    en: '{action} ({provider}) lacks {key} in its configuration.',
    fr: 'Il manque {key} dans la configuration de {action} ({provider}).',
  },
  'check/unknown-configuration': {
    en: '{provider} knows no configuration key {key} (in {action}). It knows: {known}.',
    fr: '{provider} ne connaît pas la clé de configuration {key} (dans {action}). Clés connues : {known}.',
  },
  'check/unknown-action-type': {
    en: 'AWS has no action {provider} of category {category} (in {action}).',
    fr: 'AWS n’a pas d’action {provider} de catégorie {category} (dans {action}).',
  },
  'check/approval-timeout': {
    en: '{action} has timeoutInMinutes, which only a manual approval may have.',
    fr: '{action} a timeoutInMinutes, réservé à l’approbation manuelle.',
  },
  'check/unknown-source-action': {
    en: 'The trigger names {name}, but no source action is called so.',
    fr: 'Le déclencheur désigne {name}, mais aucune action source ne porte ce nom.',
  },
  'check/mixed-condition': {
    en: '{place} asks for a retry and has conditions as well; AWS takes one of the two.',
    fr: '{place} demande un nouvel essai et a aussi des conditions ; AWS n’accepte que l’un des deux.',
  },
  'check/condition-result': {
    en: '{place} ends in {result}, which is not possible there. Possible: {allowed}.',
    fr: '{place} aboutit à {result}, impossible à cet endroit. Possibles : {allowed}.',
  },
  'check/rollback-in-parallel': {
    en: 'A pipeline stage can’t be rolled back when executions run in PARALLEL. Say QUEUED or SUPERSEDED.',
    fr: 'Une étape de pipeline ne peut pas être annulée quand les exécutions sont en PARALLEL. Choisissez QUEUED ou SUPERSEDED.',
  },
  'check/two-rollback-owners': {
    en: '{stage} rolls back on failure, and so does CodeDeploy for {group}: the two would meet on one group. Leave one of them.',
    fr: '{stage} revient en arrière en cas d’échec, et CodeDeploy aussi pour {group} : les deux se croiseraient sur le même groupe. N’en gardez qu’un.',
  },
  'check/secret-in-pipeline': {
    en: '{name} looks like a secret and stands in clear in the configuration of {action}. Take it from Parameter Store: type PARAMETER_STORE.',
    fr: '{name} ressemble à un secret et figure en clair dans la configuration de {action}. Prenez-le dans Parameter Store : type PARAMETER_STORE.',
  },
  'check/pipeline-differs': {
    en: '{what} stands in {file} and not here. pipeline.json is made from pipeline.yaml; run generate again after an edit.',
    fr: '{what} figure dans {file} et pas ici. pipeline.json est produit à partir de pipeline.yaml ; relancez generate après une modification.',
  },
  'check/unknown-reference': {
    en: '{place} names {name}, which is not defined. There are: {known}.',
    fr: '{place} désigne {name}, qui n’est pas défini. Il y a : {known}.',
  },
  'check/hcl': {
    en: 'Terraform can’t read this file. Run terraform fmt on it: it says where.',
    fr: 'Terraform ne peut pas lire ce fichier. Lancez terraform fmt dessus : il indique où.',
  },
  'check/hcl-unclosed': {
    en: '{what} opens here and never closes.',
    fr: '{what} s’ouvre ici et ne se ferme jamais.',
  },
  'check/hcl-unopened': {
    en: '{what} closes here what is not open.',
    fr: '{what} ferme ici ce qui n’est pas ouvert.',
  },
  'check/hcl-layout': {
    en: 'terraform fmt would lay this file out otherwise. Run it.',
    fr: 'terraform fmt mettrait ce fichier en forme autrement. Lancez-le.',
  },
  'check/terraform-absent': {
    en: 'Terraform is not installed, so brackets and quotes of its files were checked and nothing else.',
    fr: 'Terraform n’est pas installé : seuls les crochets et guillemets de ses fichiers ont été contrôlés.',
  },
  'check/broken-link': {
    en: 'The link leads to {target}, which is not there.',
    fr: 'Le lien mène à {target}, qui n’existe pas.',
  },
  'check/conflict-marks': {
    en: 'The marks of an unsolved conflict stand here. Choose a side and remove them.',
    fr: 'Les marques d’un conflit non résolu se trouvent ici. Choisissez un côté et retirez-les.',
  },
  'check/not-generated': {
    en: 'Nothing stands in the output for {application}. Run generate.',
    fr: 'Rien en sortie pour {application}. Lancez generate.',
  },
  'check/unknown-application': {
    en: 'The output holds files for {application}, which is not among the scripts that were read.',
    fr: 'La sortie contient des fichiers pour {application}, qui n’est pas parmi les scripts lus.',
  },
  'check/script-added': {
    en: '{script} is new since this was generated. Run generate again: hand edits are kept.',
    fr: '{script} est nouveau depuis la génération. Relancez generate : les modifications manuelles sont conservées.',
  },
  'check/script-removed': {
    en: '{script} was there when this was generated and is no longer. Run generate again: hand edits are kept.',
    fr: '{script} existait à la génération et n’existe plus. Relancez generate : les modifications manuelles sont conservées.',
  },
  'check/script-changed': {
    en: '{script} has changed since this was generated. Run generate again: hand edits are kept.',
    fr: '{script} a changé depuis la génération. Relancez generate : les modifications manuelles sont conservées.',
  },
  'check/input-artifacts': {
    en: '{action} ({provider}) takes {actual} input artifacts; AWS allows {allowed}.',
    fr: '{action} ({provider}) prend {actual} artefacts en entrée ; AWS en autorise {allowed}.',
  },
  'check/output-artifacts': {
    en: '{action} ({provider}) gives {actual} output artifacts; AWS allows {allowed}.',
    fr: '{action} ({provider}) donne {actual} artefacts en sortie ; AWS en autorise {allowed}.',
  },
} as const satisfies Record<string, Translated>;
