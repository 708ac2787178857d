#!/usr/bin/env bash
# ApplicationStart of api-etiquettes, from deploy.sh:49-57.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

API_KEY=$(secret API_KEY)

# deploy.sh:49-57
docker stop api-etiquettes || true
docker rm api-etiquettes || true
docker run -d --name api-etiquettes --restart unless-stopped \
  -p 8085:8000 \
  -v /data/etiquettes/spool:/spool \
  -e "PRINT_SERVER=$PRINT_SERVER" \
  -e "WORKERS=$WORKERS" \
  -e "API_KEY=$API_KEY" \
  "$IMAGE"
