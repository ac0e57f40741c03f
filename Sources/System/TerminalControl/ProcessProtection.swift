// SPDX-License-Identifier: Apache-2.0

import CLinux
import CryptoPrimitives
import Glibc

/// Keeps a process's memory out of crash dumps and, where the kernel allows it, out of swap (G8).
public enum ProcessProtection {
  /// How much of the process can never be written to swap.
  public enum MemoryLock: Equatable, Sendable {
    /// All of it.
    case everything
    /// The keys; words could be swapped out.
    case keys
    /// Nothing: the limit on locked memory is too low.
    case nothing
  }

  // The numbers of RLIMIT_CORE and RLIMIT_MEMLOCK on Linux; the names do not import.
  private static let coreLimit = __rlimit_resource_t(4)
  private static let lockLimit = __rlimit_resource_t(8)

  /// Turns off core dumps, the runtime's own crash reports, and reading by other processes.
  ///
  /// What is said goes nowhere where standard error is closed. From here on keys lie in locked memory, and new files are readable by their owner alone.
  public static func begin() {
    TerminalControl.occupyStandardStreams()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(coreLimit, &none)
    _ = ovoz_forbid_dumps()
    // The runtime may have put a handler there that prints parts of the memory, and waits for a key.
    for crash in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] {
      signal(crash, SIG_DFL)
    }
    umask(0o077)
    SecretMemory.begin()
  }

  /// Locks all memory where the limit has no end; else tells what is locked.
  ///
  /// A limit that ends is left alone: locking more than it allows would make later allocations fail.
  public static func lockMemory(_ kernel: KernelFiles = KernelFiles()) -> MemoryLock {
    if lockableBytes == nil, ovoz_lock_all_memory() == 0 { return .everything }
    return lockedKilobytes(kernel) > 0 ? .keys : .nothing
  }

  /// How many bytes may be locked; nil where there is no limit.
  public static var lockableBytes: UInt64? {
    var limit = rlimit()
    guard getrlimit(lockLimit, &limit) == 0, limit.rlim_cur != rlim_t.max else { return nil }
    return UInt64(limit.rlim_cur)
  }

  /// Whether a crash writes no memory anywhere.
  public static var coreDumpsAreOff: Bool {
    var limit = rlimit()
    return getrlimit(coreLimit, &limit) == 0 && limit.rlim_cur == 0 && ovoz_dumps_allowed() == 0
  }

  private static func lockedKilobytes(_ kernel: KernelFiles) -> Int {
    let line = (kernel.text("/proc/self/status") ?? "").split(separator: "\n")
      .first { $0.hasPrefix("VmLck:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
