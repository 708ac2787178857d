#!/usr/bin/env bash
# AfterInstall of gestion-doc, from deploy.sh:78.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:78
mkdir -p "$DATA_DIR/index" "$DATA_DIR/tmp"
