#!/usr/bin/env bash
# ValidateService of gestion-doc, from lib/common.sh:31.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Each host asks itself, where the script went from host to host.
h=$(hostname -f)

# lib/common.sh:28-38
# 2 minutes maxi, l'indexation au démarrage est longue
# shellcheck disable=SC2034 # the script's own: a value that nobody reads here
attendre_ok() {
  local h=$1 i
  for i in $(seq 1 30); do
    if curl -sf "http://$h:$PORT/actuator/health" > /dev/null; then
      log "$h répond"
      return 0
    fi
    sleep 4
  done
  die "$h ne répond pas"
}

# lib/common.sh:6
log() { echo "$(date '+%H:%M:%S') $*"; }

# lib/common.sh:7
die() { echo "ERREUR: $*" >&2; exit 1; }

# deploy.sh:83
attendre_ok "$h"
