#!/usr/bin/env bash
# ApplicationStop of api-etiquettes, from deploy.sh:49.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:49
docker stop api-etiquettes || true
