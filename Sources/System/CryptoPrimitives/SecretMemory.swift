// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Where key bytes lie: libcrypto's secure heap once it was begun, ordinary memory until then (G8).
///
/// The heap stands between two pages that nobody can touch, is locked against swapping and left out of dumps.
/// Private keys that libcrypto holds itself lie there too.
public enum SecretMemory {
  // Room for a few thousand keys; what does not fit lies in ordinary memory, and is wiped as well.
  private static let size = 256 << 10
  private static let smallest = 32

  /// Begins the heap; to be called once, before the first key is made.
  /// - Returns: whether the heap is there; whether the kernel locked it, the process can be asked.
  @discardableResult
  public static func begin() -> Bool {
    if CRYPTO_secure_malloc_initialized() == 1 { return true }
    return CRYPTO_secure_malloc_init(size, smallest) != 0
  }

  static func allocate(_ count: Int) -> UnsafeMutableRawBufferPointer {
    let room = max(count, 1)
    let place =
      CRYPTO_secure_malloc(room, #file, #line) ?? CRYPTO_malloc(room, #file, #line)
    guard let place else { preconditionFailure("no memory for a key") }
    return UnsafeMutableRawBufferPointer(start: place, count: count)
  }

  /// Wipes and frees, wherever it lies.
  static func free(_ bytes: UnsafeMutableRawBufferPointer) {
    CRYPTO_secure_clear_free(bytes.baseAddress, max(bytes.count, 1), #file, #line)
  }
}
