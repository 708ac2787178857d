#!/usr/bin/env bash
# AfterInstall of gestion-doc, from deploy.sh:78, 80.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:14-15
APP=gestion-doc
DEST="/opt/$APP"

# deploy.sh:78, 80
mkdir -p "$DATA_DIR/index" "$DATA_DIR/tmp"
mv "$DEST/$APP.jar.new" "$DEST/$APP.jar"
