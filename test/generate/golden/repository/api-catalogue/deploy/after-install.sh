#!/usr/bin/env bash
# AfterInstall of api-catalogue, from deploy.sh:30.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:8, 11
APP=api-catalogue
DEST="/opt/$APP"

# deploy.sh:30
mv "$DEST/$APP.jar.new" "$DEST/$APP.jar"
