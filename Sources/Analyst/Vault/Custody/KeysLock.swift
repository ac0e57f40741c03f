// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One program at a time puts key files in each other's place, or wipes them; others wait.
///
/// The kernel lets go of it with the process, however that ends.
struct KeysLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock of a vault's folder.
  init(_ folder: URL) throws(VaultError) {
    descriptor = open(folder.appending(path: "keys").path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite }
    guard flock(descriptor, LOCK_EX) == 0 else {
      close(descriptor)
      throw .cannotWrite
    }
  }

  borrowing func release() { flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }
}
