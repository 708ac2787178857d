#!/usr/bin/env bash
# What is particular to prod in api-etiquettes. Secrets stand in SSM, not here.
# Written by Pipewright; edits are kept when it runs again.
# shellcheck disable=SC2034 # read where this file is sourced

PRINT_SERVER=10.20.8.15
WORKERS=4
