// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Foundation

/// What a stream of sealed chunks is made of (IntakeCopyFormat §3; BackupFormat §2 of the vault).
public enum SealedStream {
  /// Bytes of a chunk before sealing; only the last may have fewer.
  public static let chunk = 1 << 20

  /// The chunk's number and whether it is the last: a key seals one copy, and no number comes twice.
  static func nonce(_ number: UInt32, isLast: Bool) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: 7)
    nonce.append(bigEndian: number)
    return nonce + [isLast ? 1 : 0]
  }

  /// So many bytes, or fewer at the file's end.
  static func read(_ input: FileHandle, _ count: Int) throws(SealedCopyError) -> [UInt8] {
    do { return Array(try input.read(upToCount: count) ?? Data()) } catch { throw .cannotRead }
  }
}

/// Seals a stream to a file, chunk by chunk, with an end that cannot be cut off.
public struct SealedStreamWriter: ~Copyable {
  private let output: FileHandle
  private let key: SecretBytes
  private let associated: [UInt8]
  private var number: UInt32 = 0
  private var waiting: [UInt8] = []

  /// Begins a stream; `key` must never seal another one.
  public init(to output: FileHandle, key: consuming SecretBytes, associated: [UInt8]) {
    self.output = output
    self.key = key
    self.associated = associated
  }

  /// Adds bytes to the stream.
  public mutating func add(_ bytes: some Sequence<UInt8>) throws(SealedCopyError) {
    waiting += bytes
    while waiting.count > SealedStream.chunk {
      try seal(Array(waiting.prefix(SealedStream.chunk)), isLast: false)
      waiting.removeFirst(SealedStream.chunk)
    }
  }

  /// Seals what is left; returns when the file is on disk.
  public consuming func finish() throws(SealedCopyError) {
    try seal(waiting, isLast: true)
    do {
      try output.synchronize()
      try output.close()
    } catch { throw .cannotWrite }
  }

  private mutating func seal(_ bytes: [UInt8], isLast: Bool) throws(SealedCopyError) {
    do {
      let sealed = try AEAD.seal(
        bytes, key: key, nonce: SealedStream.nonce(number, isLast: isLast), associated: associated)
      try output.write(contentsOf: Data(sealed))
    } catch { throw .cannotWrite }
    number += 1
  }
}

/// Opens such a stream again; gives a chunk only when it is authentic and in its place.
public struct SealedStreamReader: ~Copyable {
  private let input: FileHandle
  private let key: SecretBytes
  private let associated: [UInt8]
  private var number: UInt32 = 0
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Reads from where the stream's first chunk begins.
  public init(_ input: FileHandle, key: consuming SecretBytes, associated: [UInt8]) {
    self.input = input
    self.key = key
    self.associated = associated
  }

  /// Opens the first chunk, which another key does not.
  public mutating func begin() throws(SealedCopyError) {
    if number == 0 { try next() }
  }

  /// So many bytes of the stream.
  public mutating func take(_ count: Int) throws(SealedCopyError) -> [UInt8] {
    var taken: [UInt8] = []
    while taken.count < count {
      if start == buffer.count { try next() }
      let part = buffer[start..<min(buffer.count, start + count - taken.count)]
      taken += part
      start += part.count
    }
    return taken
  }

  /// Nothing may stand behind the end.
  public consuming func finish() throws(SealedCopyError) {
    try begin()
    guard isAtEnd, start == buffer.count, try SealedStream.read(input, 1).isEmpty else {
      throw .damaged
    }
  }

  private mutating func next() throws(SealedCopyError) {
    guard !isAtEnd else { throw .damaged }
    let most = SealedStream.chunk + AEAD.tagLength
    let sealed = try SealedStream.read(input, most)
    // A whole chunk may be the last one too.
    for isLast in sealed.count == most ? [false, true] : [true] {
      if let bytes = try? AEAD.open(
        sealed[...], key: key, nonce: SealedStream.nonce(number, isLast: isLast),
        associated: associated)
      {
        (buffer, start, isAtEnd) = (bytes, 0, isLast)
        number += 1
        return
      }
    }
    throw .damaged
  }
}
