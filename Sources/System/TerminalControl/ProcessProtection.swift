// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// Keeps a process's memory out of crash dumps (G8); swap has to be off or encrypted.
public enum ProcessProtection {
  /// Turns off core dumps and reading by other processes; makes new files readable by their owner alone.
  public static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // RLIMIT_CORE is 4 on Linux; the name does not import.
    setrlimit(__rlimit_resource_t(4), &none)
    _ = ovoz_forbid_dumps()
    umask(0o077)
  }
}
