#!/usr/bin/env bash
# ValidateService of api-etiquettes, from deploy.sh:61.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

h=$(hostname -f)

# deploy.sh:60-61
sleep 10
curl -fsS --max-time 5 "http://$h:8085/healthz"
