#!/usr/bin/env bash
# AfterInstall of intranet, from deploy.sh:49-54.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

RELEASE_DIR=/var/www/intranet/current

# deploy.sh:13, 15
BASE=/var/www/intranet
PHP=php8.1

# deploy.sh:48-54
cd "$RELEASE_DIR"
rm -rf storage
ln -sfn "$BASE/shared/storage" storage
ln -sfn "$BASE/shared/.env" .env
"$PHP" artisan config:cache
"$PHP" artisan route:cache
"$PHP" artisan view:cache
