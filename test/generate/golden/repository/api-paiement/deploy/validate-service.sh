#!/usr/bin/env bash
# ValidateService of api-paiement, from deploy.sh:64.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Each host asks itself, where the script went from host to host.
host=$(hostname -f)

# deploy.sh:61-72
# shellcheck disable=SC2034 # the script's own: a value that nobody reads here
wait_up() {
  local host=$1
  for i in $(seq 1 20); do
    if curl -sf http://localhost:8443/internal/health | grep -q UP; then
      log "$host : UP"
      return 0
    fi
    sleep 6
  done
  log "$host : toujours KO après 2 minutes"
  return 1
}

# deploy.sh:30-32
log() {
    echo "$(date +%H:%M:%S) $*" | tee -a "$LOG"
}

# deploy.sh:27
LOG="/tmp/deploy_paiement_$STAMP.log"

# deploy.sh:109
wait_up "$host"
