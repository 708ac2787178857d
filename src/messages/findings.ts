import type { Translated } from '../model/message.ts';

/** What the checks of classify/checks say: what was found, why it matters, what to do. */
export const findingMessages = {
  'finding/hosts/half-deployed': {
    en: 'The targets are changed one after the other in a loop. If it stops in the middle, some run the new version and some the old one. A deployment group rolls all of them back together.',
    fr: 'Les cibles sont modifiées l’une après l’autre dans une boucle. Si elle s’arrête au milieu, certaines ont la nouvelle version et d’autres l’ancienne. Un groupe de déploiement les ramène toutes ensemble en arrière.',
  },
  'finding/safety/no-errexit': {
    en: 'The script goes on after a failed command: it has no set -e. A half-built version can go live. The generated files stop at the first failure; each step that used to be passed over is listed as hardened.',
    fr: 'Le script continue après l’échec d’une commande : il n’a pas de set -e. Une version à moitié construite peut partir en production. Les fichiers générés s’arrêtent au premier échec ; chaque étape jusque-là ignorée est signalée comme durcie.',
  },
  'finding/safety/no-lock': {
    en: 'Nothing keeps two people from deploying at the same time. Their steps would mix on the hosts. The pipeline queues its executions.',
    fr: 'Rien n’empêche deux personnes de déployer en même temps. Leurs étapes se mélangeraient sur les serveurs. Le pipeline met ses exécutions en file d’attente.',
  },
  'finding/safety/unchecked-cd': {
    en: 'If this cd fails, what follows runs in the wrong folder. Write cd … || exit 1, or set -e at the top.',
    fr: 'Si ce cd échoue, la suite s’exécute dans le mauvais dossier. Écrire cd … || exit 1, ou set -e en tête.',
  },
  'finding/safety/unchecked-cd-removes': {
    en: 'If this cd fails, the command below removes files in the wrong folder. Write cd … || exit 1.',
    fr: 'Si ce cd échoue, la commande plus bas supprime des fichiers dans le mauvais dossier. Écrire cd … || exit 1.',
  },
  'finding/safety/unguarded-rm': {
    en: 'rm -r on a path that begins with ${name}. If it is empty, another folder is removed, from the root on. Write ${VAR:?} for it.',
    fr: 'rm -r sur un chemin qui commence par ${name}. Si la variable est vide, un autre dossier est supprimé, à partir de la racine. Écrire ${VAR:?} à la place.',
  },
  'finding/script/after-exec': {
    en: 'These commands never run: the script has ended before, by exit or by exec. Somebody believes that they do. Remove them, or put them first.',
    fr: 'Ces commandes ne s’exécutent jamais : le script s’est terminé avant, par exit ou par exec. Quelqu’un croit qu’elles s’exécutent. Les retirer, ou les placer avant.',
  },
  'finding/script/unread-document': {
    en: 'No command reads this here-document: its lines run nowhere. If they are for the command above, write <<EOF on the line of that command.',
    fr: 'Aucune commande ne lit ce here-document : ses lignes ne s’exécutent nulle part. Si elles sont destinées à la commande au-dessus, écrire <<EOF sur la ligne de cette commande.',
  },
  'finding/script/dynamic-code': {
    en: 'What runs here is put together while the script runs. It can neither be checked nor moved by itself. Write the command out, or name the few that it may be.',
    fr: 'Ce qui s’exécute ici est composé pendant l’exécution du script. On ne peut ni le vérifier ni le déplacer tel quel. Écrire la commande en entier, ou nommer les quelques cas possibles.',
  },
  'finding/script/missing-file': {
    en: 'A file that is not in the fleet is run here. What it does is missing from the plan. Add it to the folder, or say what it does.',
    fr: 'Un fichier absent du parc est exécuté ici. Ce qu’il fait manque dans le plan. L’ajouter au dossier, ou dire ce qu’il fait.',
  },
  'finding/script/absent-data': {
    en: '{path} is not in the fleet, and it decides where this script goes or what it runs there. These hosts and commands are missing from the plan. Add the file to the folder, or answer the questions about hosts and commands.',
    fr: '{path} est absent du parc, et il décide où ce script se connecte ou ce qu’il y exécute. Ces serveurs et ces commandes manquent dans le plan. Ajouter le fichier au dossier, ou répondre aux questions sur les serveurs et les commandes.',
  },
  'finding/script/byte-order-mark': {
    en: 'The script begins with a byte-order mark. Bash takes it for a part of the first word: a command on the first line is not found and is left out, and the interpreter line is none. What is generated runs that line. Save the script as UTF-8 without a mark.',
    fr: 'Le script commence par une marque d’ordre des octets. Bash la prend pour une partie du premier mot : une commande de la première ligne est introuvable, donc omise, et la ligne d’interpréteur n’en est plus une. Ce qui est généré exécute cette ligne. Enregistrer le script en UTF-8 sans marque.',
  },
  'finding/script/windows-line-ends': {
    en: 'The script has Windows line ends. Bash takes each carriage return for a part of the last word of its line, so that folders, names and options get one character more; it can’t have run like this on Linux. It was read without them. Save it with Unix line ends, and keep it so: *.sh text eol=lf in .gitattributes.',
    fr: 'Le script a des fins de ligne Windows. Bash prend chaque retour chariot pour une partie du dernier mot de la ligne : dossiers, noms et options ont un caractère de trop ; il n’a pas pu tourner ainsi sous Linux. Il a été lu sans eux. L’enregistrer avec des fins de ligne Unix, et l’y tenir : *.sh text eol=lf dans .gitattributes.',
  },
  'finding/script/field-expanded-here': {
    en: "Awk never gets to see {field}: the quotes around it do not hold it for the shell that sends this text, which puts an argument of the script there, or nothing. Write \\{field} inside double quotes, or send the commands as a here-document whose word is quoted (<<'EOF').",
    fr: "Awk ne voit jamais {field} : les guillemets qui l’entourent ne le protègent pas du shell qui envoie ce texte, et qui met à sa place un argument du script, ou rien. Écrire \\{field} entre guillemets doubles, ou envoyer les commandes par un here-document dont le mot est entre guillemets (<<'EOF').",
  },
  'finding/script/never-called': {
    en: 'Nobody calls the function that holds this. Nothing of it is carried over. Remove it, or say when it is used.',
    fr: 'Personne n’appelle la fonction qui contient ceci. Rien n’en est repris. La retirer, ou dire quand elle sert.',
  },
  'finding/secrets/password-reuse': {
    en: 'The same secret ({label}) serves {count} places. Whoever has one of them has all. Give each its own value when they move to SSM.',
    fr: 'Le même secret ({label}) sert à {count} endroits. Qui en détient un les détient tous. Donner à chacun sa propre valeur lors du passage à SSM.',
  },
  'finding/secrets/placeholder-secret': {
    en: '{name} holds what looks like a placeholder. Nobody knows from here where the real value comes from. It must come from SSM Parameter Store.',
    fr: '{name} contient ce qui ressemble à une valeur d’exemple. Rien n’indique ici d’où vient la vraie valeur. Elle doit venir de SSM Parameter Store.',
  },
  'finding/secrets/private-key-in-script': {
    en: 'A private key stands in the script ({label}). Everybody who has read the repository has it, and its history keeps it. Withdraw it; the pipeline needs none.',
    fr: 'Une clé privée figure dans le script ({label}). Tous ceux qui ont lu le dépôt la détiennent, et l’historique la garde. La révoquer ; le pipeline n’en a pas besoin.',
  },
  'finding/secrets/secret-shared-by-applications': {
    en: 'The same secret ({label}) stands in other applications too: {places}. Whoever can read one script can enter them all, and it can only be renewed everywhere at once. Give each application a value of its own in SSM Parameter Store.',
    fr: 'Le même secret ({label}) figure aussi dans d’autres applications : {places}. Qui peut lire un script peut entrer partout, et il ne se renouvelle que partout à la fois. Donner à chaque application sa propre valeur dans SSM Parameter Store.',
  },
  'finding/secrets/secret-in-clear': {
    en: 'A secret stands in clear in the script ({label}). Everybody who has read the repository has it, and its history keeps it. Move it to SSM Parameter Store and replace it.',
    fr: 'Un secret figure en clair dans le script ({label}). Tous ceux qui ont lu le dépôt le détiennent, et l’historique le garde. Le placer dans SSM Parameter Store et le renouveler.',
  },
  'finding/secrets/ssh-password': {
    en: 'ssh logs in with a password that the script knows. It stands in the script or its environment and in the list of processes, and opens the host to whoever reads it. The CodeDeploy agent needs no login; change the password once the pipeline runs.',
    fr: 'ssh se connecte avec un mot de passe connu du script. Il figure dans le script ou son environnement et dans la liste des processus, et ouvre le serveur à qui le lit. L’agent CodeDeploy n’a pas besoin de connexion ; changer le mot de passe quand le pipeline fonctionne.',
  },
  'finding/secrets/trace-shows-secrets': {
    en: 'set -x prints every command with its values. The secrets of the script end up in its output and in the logs. Leave it out, or switch it off around them.',
    fr: 'set -x affiche chaque commande avec ses valeurs. Les secrets du script se retrouvent dans sa sortie et dans les journaux. S’en passer, ou le couper autour d’eux.',
  },
  'finding/service/no-health-check': {
    en: 'A service is started, and nothing asks afterwards whether it works. A broken version counts as deployed. ValidateService must ask it; say which address answers.',
    fr: 'Un service est démarré, et rien ne demande ensuite s’il fonctionne. Une version défectueuse passe pour déployée. ValidateService doit l’interroger ; indiquer quelle adresse répond.',
  },
  'finding/service/stop-without-handling': {
    en: 'Between this stop and the start, a failed command leaves the service down. Users see the failure before anybody else does. With CodeDeploy the load balancer takes the host out first, and a failure rolls back.',
    fr: 'Entre cet arrêt et le démarrage, une commande en échec laisse le service arrêté. Les utilisateurs voient la panne avant tout le monde. Avec CodeDeploy, le répartiteur retire d’abord le serveur, et un échec ramène en arrière.',
  },
  'finding/source/several-repositories': {
    en: 'This deployment takes from more than one repository. No single commit says what is live. Each becomes a source of the pipeline, or one holds the other.',
    fr: 'Ce déploiement puise dans plus d’un dépôt. Aucun commit ne dit à lui seul ce qui est en ligne. Chacun devient une source du pipeline, ou l’un contient l’autre.',
  },
  'finding/source/working-tree': {
    en: 'What lies in the folder is deployed, committed or not. Nobody can tell later what went live. The pipeline builds a commit; commit or throw away what is only there before the first run.',
    fr: 'Ce qui se trouve dans le dossier est déployé, validé dans git ou non. Personne ne peut dire ensuite ce qui est parti en production. Le pipeline construit un commit ; valider ou jeter ce qui n’existe que là avant la première exécution.',
  },
  'finding/ssh/bare-session': {
    en: 'This opens a session that waits for a person. The lines below run afterwards and on this machine, not inside the session. Give the commands to it, by an argument or a here-document.',
    fr: 'Ceci ouvre une session qui attend une personne. Les lignes suivantes s’exécutent après et sur cette machine, pas dans la session. Lui donner les commandes, en argument ou par un here-document.',
  },
  'finding/ssh/agent-forwarding': {
    en: 'The deployer’s ssh keys are lent to the host. Whoever is root there can use them meanwhile. Hosts need no access to the repository or to each other.',
    fr: 'Les clés ssh de qui déploie sont prêtées au serveur. Quiconque y est root peut s’en servir pendant ce temps. Les serveurs n’ont besoin d’accéder ni au dépôt ni les uns aux autres.',
  },
  'finding/ssh/host-key-checking': {
    en: 'Host keys are not checked. Somebody in between can take the place of the host and get the files and passwords. The pipeline needs no ssh; until then put the key into known_hosts.',
    fr: 'Les clés des serveurs ne sont pas vérifiées. Un intermédiaire peut prendre la place du serveur et recevoir fichiers et mots de passe. Le pipeline n’a pas besoin de ssh ; d’ici là, mettre la clé dans known_hosts.',
  },
  'finding/ssh/remote-errors-ignored': {
    en: 'Of the commands sent to the host, only the last one’s failure comes back. The others may fail, and the script calls it a success. The hooks stop at the first failure.',
    fr: 'Parmi les commandes envoyées au serveur, seul l’échec de la dernière remonte. Les autres peuvent échouer, et le script annonce un succès. Les hooks s’arrêtent au premier échec.',
  },
} as const satisfies Record<`finding/${string}`, Translated>;

/** The name of a finding that a check reports. */
export type FindingCode = keyof typeof findingMessages extends `finding/${infer Name}`
  ? Name
  : never;
