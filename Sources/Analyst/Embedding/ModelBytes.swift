// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The bytes of a model file, mapped read-only: what is not used takes no memory.
///
/// A class, so that tables can point into one mapping without a copy of it.
final class ModelBytes: Sendable {
  /// The largest file that is looked at.
  static let most = 512 << 20

  private let data: Data

  init(contentsOf url: URL) throws(EmbeddingError) {
    guard
      let facts = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
      facts.isRegularFile == true, let size = facts.fileSize
    else { throw .cannotRead }
    guard size <= Self.most else { throw .tooLarge }
    guard let data = try? Data(contentsOf: url, options: .alwaysMapped) else { throw .cannotRead }
    self.data = data
  }

  /// Takes bytes that are in memory.
  init(_ bytes: [UInt8]) { data = Data(bytes) }

  var count: Int { data.count }

  /// Lends the bytes of a part that was checked to lie within the file.
  func withPart<Result>(
    _ part: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try data.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[part])) }
  }

  /// The part as numbers, copied out; its length is a multiple of theirs.
  ///
  /// As they stand: little-endian, as every machine is that this program is built for.
  func numbers<Number: BitwiseCopyable>(_ part: Range<Int>, as type: Number.Type) -> [Number] {
    let count = part.count / MemoryLayout<Number>.stride
    return [Number](unsafeUninitializedCapacity: count) { numbers, done in
      withPart(part) { UnsafeMutableRawBufferPointer(numbers).copyMemory(from: $0) }
      done = count
    }
  }
}
