// SPDX-License-Identifier: Apache-2.0
// What the kernel offers only through variadic calls, which Swift cannot make. Only TerminalControl imports this.
#ifndef OVOZ_CLINUX_H
#define OVOZ_CLINUX_H
#include <sys/prctl.h>

// No core dump, also not to a crash handler behind a pipe, and no reading by another process of the same user.
static inline int ovoz_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#endif
