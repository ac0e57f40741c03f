// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Receipt

/// A share on paper, still locked by its custodian's passphrase: five lines of digits (ShareFormat §4).
///
/// Locked by a one-time pad out of the passphrase: it needs no room for a nonce or a tag, since the commitment in
/// the vault tells whether what comes out is the share. Whoever finds the paper needs the passphrase as well.
public struct PaperShare: Equatable, Sendable {
  /// How many lines there are.
  public static let lineCount = 5
  /// Digits of all lines, which are what the square holds.
  public static let digitCount = lineCount * PaperLine.length
  /// As much of the set's id stands on the paper.
  static let setLength = 5
  /// Length of a share's value in bytes.
  static let valueLength = 32

  /// The custodian's number, from 1.
  public let index: UInt8
  /// How many shares open.
  public let threshold: UInt8
  /// How many there are.
  public let count: UInt8
  /// The first bytes of the set's id, which tell sheets of another set.
  public let setStart: [UInt8]
  let locked: [UInt8]

  /// Locks a point under a passphrase.
  /// - Throws: `PrimitiveError`, when the value has not 32 bytes or scrypt fails.
  public init(
    _ point: SharePoint, set: [UInt8], threshold: UInt8, count: UInt8,
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) {
    guard point.value.count == Self.valueLength, set.count >= Self.setLength else {
      throw .badLength
    }
    index = point.index
    self.threshold = threshold
    self.count = count
    setStart = Array(set.prefix(Self.setLength))
    let pad = try Self.pad(passphrase, set: set, index: point.index, cost: cost)
    locked = pad.withBytes { pad in
      point.value.withBytes { value in zip(pad, value).map { $0 ^ $1 } }
    }
  }

  /// Puts typed lines together again.
  /// - Returns: nil unless they are the lines 1 to 5.
  public init?(_ lines: [PaperLine]) {
    guard lines.map(\.number) == Array(1...Self.lineCount) else { return nil }
    let bytes = lines.flatMap(\.bytes)
    (index, threshold, count) = (bytes[0], bytes[1], bytes[2])
    setStart = Array(bytes[3..<8])
    locked = Array(bytes[8...])
  }

  /// The texts of the five lines out of their digits in one run, as a scanner types the square (ShareFormat §4).
  /// - Returns: nil for anything of another length; whether the lines are right, each of them tells.
  public static func lineTexts(inOneRun text: String) -> [String]? {
    let signs = text.unicodeScalars.filter { !DigitReading.isSeparator($0) }
    guard signs.count == digitCount else { return nil }
    return stride(from: 0, to: digitCount, by: PaperLine.length).map { start in
      String(String.UnicodeScalarView(signs.dropFirst(start).prefix(PaperLine.length)))
    }
  }

  /// The lines to print.
  public var lines: [PaperLine] {
    let bytes = [index, threshold, count] + setStart + locked
    return (0..<Self.lineCount).map { line in
      let start = line * PaperLine.byteCount
      return PaperLine(bytes[start..<(start + PaperLine.byteCount)], number: line + 1)
    }
  }

  /// The point under a passphrase; any passphrase gives one, and the commitment in the vault tells the right one.
  /// - Throws: `PrimitiveError`, when scrypt fails.
  public func point(
    set: [UInt8], _ passphrase: borrowing SecretBytes,
    cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> SharePoint {
    let pad = try Self.pad(passphrase, set: set, index: index, cost: cost)
    var value = pad.withBytes { pad in zip(pad, locked).map { $0 ^ $1 } }
    defer { wipe(&value) }
    return SharePoint(index: index, value: SecretBytes(copying: value))
  }

  // One pad for each share of each set: its salt is used for nothing else.
  private static func pad(
    _ passphrase: borrowing SecretBytes, set: [UInt8], index: UInt8,
    cost: PassphraseKey.ScryptCost
  ) throws(PrimitiveError) -> SecretBytes {
    try PassphraseKey.scrypt(
      passphrase, salt: DomainLabel.paperShare.bytes + set + [index], cost: cost)
  }
}
