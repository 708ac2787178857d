#!/usr/bin/env bash
# ValidateService of api-etiquettes, from deploy.sh:61, 65.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Each host asks itself, where the script went from host to host.
h=$(hostname -f)

# deploy.sh:60-61
# Asked every 2 s, for 30 s at the most, where the script paused for 10 s.
for _ in {1..15}; do
  curl -fsS --max-time 5 "http://$h:8085/healthz" > /dev/null 2>&1 && break
  sleep 2
done
curl -fsS --max-time 5 "http://$h:8085/healthz"

# deploy.sh:65
# menage des vieilles images
docker image prune -af --filter "until=720h"
