// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// Keeps a process's memory out of crash dumps and, as far as the system allows, out of swap (G8).
public enum ProcessProtection {
  /// Turns off core dumps and reading by other processes; locks memory where that is permitted.
  public static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // RLIMIT_CORE is 4 on Linux; the name does not import.
    setrlimit(__rlimit_resource_t(4), &none)
    _ = ovoz_forbid_dumps()
    umask(0o077)
  }

  /// Makes what is written from now on readable by its owner alone.
  public static func privateFiles() { umask(0o077) }
}
