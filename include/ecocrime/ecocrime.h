/** @file ecocrime.h  The whole library: every public header. */
#ifndef ECOCRIME_ECOCRIME_H
#define ECOCRIME_ECOCRIME_H

#include <ecocrime/check.h>
#include <ecocrime/ctx.h>
#include <ecocrime/findings.h>
#include <ecocrime/indicator.h>
#include <ecocrime/ingest.h>
#include <ecocrime/mapping.h>
#include <ecocrime/rules.h>
#include <ecocrime/run.h>
#include <ecocrime/scope.h>
#include <ecocrime/status.h>
#include <ecocrime/store.h>
#include <ecocrime/tabulate.h>
#include <ecocrime/validate.h>
#include <ecocrime/version.h>
#include <ecocrime/vocabulary.h>

#endif
