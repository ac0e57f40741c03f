// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// The keys of single copies, which the operator's machine gives and the intake's takes (IntakeCopyFormat §5).
///
/// Each opens one copy and nothing else, so the operator's own key stays where it is.
public struct RestoreKeys: Sendable {
  static let firstLine = "ovoz restore keys v1"

  private var keys: [[UInt8]: [UInt8]] = [:]

  /// Begins without any.
  public init() {}

  /// Adds the key of one copy.
  public mutating func add(_ key: borrowing SecretBytes, of header: IntakeCopyHeader) {
    keys[header.name] = key.withBytes { Array($0) }
  }

  /// The key of one copy, or nil.
  public func key(of header: IntakeCopyHeader) -> SecretBytes? {
    keys[header.name].map { SecretBytes(copying: $0) }
  }

  /// One line a copy: its name and its key.
  public var text: String {
    let lines = keys.map { "\(Hex.text($0.key)) \(Hex.text($0.value))" }.sorted()
    return ([Self.firstLine] + lines).joined(separator: "\n") + "\n"
  }

  /// Reads the text again, or throws ``SealedCopyError/restoreKeysUnreadable``.
  public init(text: String) throws(SealedCopyError) {
    let lines = text.split(separator: "\n")
    guard lines.first ?? "" == Self.firstLine else { throw .restoreKeysUnreadable }
    for line in lines.dropFirst() {
      let words = line.split(separator: " ").map { Hex.bytes($0) }
      guard words.count == 2, let name = words[0], name.count == 16, let key = words[1],
        key.count == 32
      else { throw .restoreKeysUnreadable }
      keys[name] = key
    }
  }
}
