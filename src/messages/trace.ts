import type { Translated } from '../model/message.ts';

/** What the trace says of scripts. */
export const traceMessages = {
  'trace/runs-on-default': {
    en: 'Nothing in it needs a particular machine',
    fr: 'Rien n’y exige une machine particulière',
  },
  'trace/runs-on-said': { en: 'Said in pipewright.yaml', fr: 'Indiqué dans pipewright.yaml' },
  'trace/runs-on-ci-variable': {
    en: 'It reads {name}, which a CI system sets',
    fr: 'Il lit {name}, définie par un système d’intégration continue',
  },
  'trace/runs-on-goes-out': {
    en: 'It reaches other machines with {command}',
    fr: 'Il atteint d’autres machines avec {command}',
  },
  'trace/runs-on-pulls': {
    en: 'It updates the source in place with {command}',
    fr: 'Il met à jour les sources sur place avec {command}',
  },
  'trace/runs-on-manages': {
    en: 'It manages services of its own machine with {command}',
    fr: 'Il gère des services de sa propre machine avec {command}',
  },
  'trace/runs-on-publishes': {
    en: 'It publishes with {command}',
    fr: 'Il publie avec {command}',
  },
  'trace/runs-on-packages': {
    en: 'It installs packages of the system on its own machine with {command}',
    fr: 'Il installe des paquets du système sur sa propre machine avec {command}',
  },
  'trace/runs-on-system': {
    en: 'It changes {path}, a part of its own machine',
    fr: 'Il modifie {path}, une partie de sa propre machine',
  },
  'trace/runs-on-folder': {
    en: 'It works in {path}, a folder of a server',
    fr: 'Il travaille dans {path}, un dossier de serveur',
  },
} as const satisfies Record<string, Translated>;
