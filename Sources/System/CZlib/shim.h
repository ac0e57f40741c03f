// SPDX-License-Identifier: Apache-2.0
// zlib, for the compressed form page (RFC 1952) and for documents (ZIP, PNG). Only IntakeServer and
// OfficeDocuments import this.
#ifndef OVOZ_CZLIB_H
#define OVOZ_CZLIB_H
#include <zlib.h>
#endif
