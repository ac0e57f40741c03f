// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Key bytes that are wiped when they go out of scope and that print nothing.
///
/// Not copyable, so that no second copy is left behind by accident. It lies in ``SecretMemory``.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  private let storage: UnsafeMutableRawBufferPointer

  /// Makes room for `count` bytes and lets `fill` write them.
  public init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(PrimitiveError) -> Void)
    throws(PrimitiveError)
  {
    storage = SecretMemory.allocate(count)
    storage.initializeMemory(as: UInt8.self, repeating: 0)
    try fill(storage)
  }

  /// Takes the bytes of an array; the caller still owns, and should wipe, the array.
  public init(copying bytes: some Collection<UInt8>) {
    storage = SecretMemory.allocate(bytes.count)
    storage.copyBytes(from: bytes)
  }

  deinit { SecretMemory.free(storage) }

  /// How many bytes there are.
  public var count: Int { storage.count }

  /// Lends the bytes to `body`, which must not keep them.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(storage))
  }

  /// A second holder of the same bytes, where two owners are really needed.
  public func duplicate() -> SecretBytes {
    SecretBytes(copying: UnsafeRawBufferPointer(storage))
  }
}

/// Overwrites an array that held secrets; the optimiser cannot drop this write.
public func wipe(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
  bytes.removeAll()
}
