// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// What the intake answers to a signed request, always in one length (PullFormat §3).
public struct PullReply: Equatable, Sendable {
  /// What became of the request.
  public enum State: UInt8, Sendable {
    /// There is no bundle of that number yet.
    case nothingNew = 0
    /// A part of the bundle follows.
    case part = 1
    /// The file is another one by now: a testimony in it was withdrawn. Begin again.
    case changed = 2
    /// The acknowledgement was taken.
    case acknowledged = 3
    /// The intake knows the bundle by another digest, or not at all.
    case otherBundle = 4
    /// The intake could not read or write its store; try later.
    case later = 5
    /// The bundle is too long for the wire: the operator has it on a stick.
    case byStick = 6
  }

  /// Length of a part in bytes; the last ones of a file are filled up with zero bytes.
  public static let partLength = 1 << 18
  /// Length of a whole reply's body in bytes.
  public static let length = headLength + partLength
  /// Length of what stands before the part.
  public static let headLength = 128
  /// Length of the body that refuses: a fresh challenge and nothing else.
  public static let refusalLength = Digest.length
  /// The longest bundle that travels, in bytes: the intake holds it in memory.
  public static let mostBytes = 32 << 20

  static let magic = Array("OVOZPART".utf8)
  /// The smallest class of lengths: some hundred testimonies to the form that ships.
  static let leastClass = 1 << 20

  /// What became of the request.
  public let state: State
  /// The bundle's number.
  public let sequence: UInt32
  /// The bundle's length in bytes.
  public let total: UInt64
  /// SHA-256 of the bundle's file.
  public let version: [UInt8]
  /// The challenge for the next request.
  public let challenge: [UInt8]
  /// The bytes from where they were asked for.
  public let part: [UInt8]

  /// An answer without a part.
  public init(_ state: State, sequence: UInt32 = 0, challenge: [UInt8]) {
    (self.state, self.sequence, total) = (state, sequence, 0)
    (version, self.challenge, part) = (PullRequest.zero, challenge, [])
  }

  /// The part of a bundle from an offset on.
  public init(
    of bundle: [UInt8], sequence: UInt32, version: [UInt8], from offset: Int, challenge: [UInt8]
  ) {
    (state, self.sequence, total) = (.part, sequence, UInt64(bundle.count))
    (self.version, self.challenge) = (version, challenge)
    part = Array(bundle.dropFirst(offset).prefix(Self.partLength))
  }

  /// Reads what arrived of a reply: its head, and as much of the part as is there.
  public init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard bytes.count <= Self.length, rest.take(8).map(Array.init) == Self.magic,
      rest.take(UInt8.self) == 1, let state = rest.take(UInt8.self).flatMap(State.init),
      let sequence = rest.take(UInt32.self), let total = rest.take(UInt64.self),
      let version = rest.take(32), let challenge = rest.take(32), rest.take(42) != nil,
      total <= UInt64(Self.mostBytes)
    else { return nil }
    (self.state, self.sequence, self.total) = (state, sequence, total)
    (self.version, self.challenge) = (Array(version), Array(challenge))
    part = Array(rest)
  }

  /// The reply as it travels.
  public var bytes: [UInt8] {
    var bytes = Self.magic + [1, state.rawValue]
    bytes.reserveCapacity(Self.length)
    bytes.append(bigEndian: sequence)
    bytes.append(bigEndian: total)
    bytes += version + challenge
    bytes += [UInt8](repeating: 0, count: Self.headLength - bytes.count)
    bytes += part
    return bytes + [UInt8](repeating: 0, count: Self.length - bytes.count)
  }

  /// How many bytes are fetched of a file, whatever is in it: 1 MiB, or the next power of two (G4).
  public static func paddedLength(of total: Int) -> Int {
    var length = leastClass
    while length < total { length *= 2 }
    return length
  }
}
