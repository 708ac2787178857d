#!/usr/bin/env bash
# ValidateService of api-catalogue, from deploy.sh:34.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Each host asks itself, where the script went from host to host.
h=$(hostname -f)

# deploy.sh:8-9, 33-41
APP=api-catalogue
PORT=8081
n=0
until curl -sf "http://$h:$PORT/actuator/health" > /dev/null; do
  n=$((n+1))
  if [ $n -gt 30 ]; then
    echo "$APP ne demarre pas sur $h, voir journalctl -u $APP"
    exit 1
  fi
  sleep 5
done
