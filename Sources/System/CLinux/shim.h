// SPDX-License-Identifier: Apache-2.0
// What the kernel offers only through variadic calls, which Swift cannot make. Only TerminalControl imports this.
#ifndef OVOZ_CLINUX_H
#define OVOZ_CLINUX_H
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

// No core dump, also not to a crash handler behind a pipe, and no reading by another process of the same user.
static inline int ovoz_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// A descriptor from which blocked signals are read, so that no handler has to run in the midst of drawing.
static inline int ovoz_signal_descriptor(const sigset_t *signals) {
    return signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

// The next signal that came, or 0.
static inline int ovoz_next_signal(int descriptor) {
    struct signalfd_siginfo came;
    return read(descriptor, &came, sizeof came) == sizeof came ? (int)came.ssi_signo : 0;
}

// 1 where a crash could still write memory.
static inline int ovoz_dumps_allowed(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }

// All memory, now and later; a page only once it is used. The numbers of glibc are behind a feature macro.
static inline int ovoz_lock_all_memory(void) { return mlockall(1 | 2 | 4); }
#endif
