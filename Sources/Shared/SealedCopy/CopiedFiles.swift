// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation

extension SealedStreamWriter {
  /// Adds one file: length of the name, name, size, bytes (IntakeCopyFormat §4).
  public mutating func add(_ file: URL, as name: String) throws(SealedCopyError) {
    let (input, size) = try Self.opened(file)
    try add(Self.head(name, size: size))
    var left = size
    while left > 0 {
      let bytes = try SealedStream.read(input, Int(min(left, UInt64(SealedStream.chunk))))
      guard !bytes.isEmpty else { throw .cannotRead }
      try add(bytes)
      left -= UInt64(bytes.count)
    }
    try? input.close()
  }

  private static func opened(_ file: URL) throws(SealedCopyError) -> (FileHandle, UInt64) {
    do {
      let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
      return (try FileHandle(forReadingFrom: file), size?.uint64Value ?? 0)
    } catch { throw .cannotRead }
  }

  /// Says that no file follows.
  public mutating func addEnd() throws(SealedCopyError) { try add([0, 0]) }

  private static func head(_ name: String, size: UInt64) -> [UInt8] {
    var head: [UInt8] = []
    head.append(bigEndian: UInt16(name.utf8.count))
    head += Array(name.utf8)
    head.append(bigEndian: size)
    return head
  }
}

extension SealedStreamReader {
  /// Name and size of the next file, or nil where none follows.
  public mutating func nextFile() throws(SealedCopyError) -> (name: String, size: UInt64)? {
    var length = try take(2)[...]
    guard let count = length.take(UInt16.self), count > 0 else { return nil }
    let name = String(decoding: try take(Int(count)), as: UTF8.self)
    var size = try take(8)[...]
    return (name, size.take(UInt64.self) ?? 0)
  }

  /// Writes the next file's bytes to a new file that its owner alone can read.
  /// - Throws: ``SealedCopyError/damaged`` where a file of that name is there: a copy holds each once.
  public mutating func write(_ size: UInt64, to file: URL) throws(SealedCopyError) {
    guard !FileManager.default.fileExists(atPath: file.path) else { throw .damaged }
    let isMade = FileManager.default.createFile(
      atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade, let output = FileHandle(forWritingAtPath: file.path) else { throw .cannotWrite }
    var left = size
    while left > 0 {
      let bytes = try take(Int(min(left, UInt64(SealedStream.chunk))))
      do { try output.write(contentsOf: Data(bytes)) } catch { throw .cannotWrite }
      left -= UInt64(bytes.count)
    }
    do {
      try output.synchronize()
      try output.close()
    } catch { throw .cannotWrite }
  }
}
