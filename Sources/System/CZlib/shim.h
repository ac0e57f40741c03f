// SPDX-License-Identifier: Apache-2.0
// zlib, for the compressed form page (RFC 1952). Only IntakeServer imports this.
#ifndef OVOZ_CZLIB_H
#define OVOZ_CZLIB_H
#include <zlib.h>
#endif
