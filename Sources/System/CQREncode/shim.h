// SPDX-License-Identifier: Apache-2.0
// libqrencode, for the squares on invitation slips (ISO/IEC 18004). Only QRCodes imports this.
#ifndef OVOZ_CQRENCODE_H
#define OVOZ_CQRENCODE_H
#include <qrencode.h>
#endif
