#!/usr/bin/env bash
# ApplicationStart of intranet, from deploy.sh:69-71.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:13, 15
BASE=/var/www/intranet
PHP=php8.1

# deploy.sh:69-71
cd "$BASE/current"
as_user www-deploy "$PHP" artisan up
systemctl reload "$PHP-fpm"
as_user www-deploy "$PHP" artisan queue:restart
