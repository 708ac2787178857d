#!/usr/bin/env bash
# BeforeInstall of api-etiquettes, from deploy.sh:50.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# On a first deployment no earlier revision had its ApplicationStop run.
bash "$BUNDLE/deploy/application-stop.sh"

# deploy.sh:50
docker rm api-etiquettes || true
