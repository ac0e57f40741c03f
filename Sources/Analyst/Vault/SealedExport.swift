// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// A file that left the vault for one person's eyes, locked by a passphrase (SealedExportFormat).
public struct SealedExport: Equatable, Sendable {
  /// What is inside.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// A sheet of passages, CSV.
    case csv = 1
    /// A project for other programs, `.qdpx`.
    case qdpx = 2
  }

  static let magic = Array("OVOZSEAL".utf8)
  static let version: UInt8 = 1
  static let step = 4_096
  static let most = 256 << 20
  /// Up to the ciphertext: magic, version, costs, salt, nonce.
  static let headLength = 8 + 1 + 8 + 4 + 4 + 16 + AEAD.nonceLength

  /// What is inside.
  public let kind: Kind
  /// The file's bytes.
  public let content: [UInt8]

  /// A file to be locked.
  public init(_ kind: Kind, _ content: [UInt8]) { (self.kind, self.content) = (kind, content) }

  /// Locks it; the passphrase goes another way than the file.
  public func sealed(
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> [UInt8] {
    let salt = try RandomBytes.fresh(16)
    let nonce = try RandomBytes.fresh(AEAD.nonceLength)
    return try sealed(passphrase, cost: cost, salt: salt, nonce: nonce)
  }

  func sealed(
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost, salt: [UInt8],
    nonce: [UInt8]
  ) throws(PrimitiveError) -> [UInt8] {
    var head = Self.magic + [Self.version]
    head.append(bigEndian: cost.n)
    head.append(bigEndian: UInt32(clamping: cost.r))
    head.append(bigEndian: UInt32(clamping: cost.p))
    head += salt + nonce
    var padded: [UInt8] = [kind.rawValue]
    padded.append(bigEndian: UInt32(clamping: content.count))
    padded += content
    padded += [UInt8](repeating: 0, count: (Self.step - padded.count % Self.step) % Self.step)
    defer { wipe(&padded) }
    let key = try PassphraseKey.scrypt(passphrase, salt: salt, cost: cost)
    // SealedExportFormat §2. The key is of a fresh salt and seals once.
    return head
      + (try AEAD.seal(padded, key: key, nonce: nonce, associated: Self.associated(head[...])))
  }

  /// Opens a locked file.
  /// - Throws: ``VaultError/notASealedExport``, ``VaultError/wrongPassphrase``.
  public init(
    opening file: [UInt8], _ passphrase: borrowing SecretBytes
  ) throws(VaultError) {
    let frame = try Frame(file)
    guard let key = try? PassphraseKey.scrypt(passphrase, salt: frame.salt, cost: frame.cost)
    else { throw .notASealedExport }
    let head = Self.associated(file.prefix(Self.headLength))
    guard var padded = try? AEAD.open(frame.sealed, key: key, nonce: frame.nonce, associated: head)
    else { throw .wrongPassphrase }
    defer { wipe(&padded) }
    try self.init(padded: padded)
  }

  /// What stands in the file around the ciphertext (SealedExportFormat §2).
  struct Frame {
    let cost: PassphraseKey.ScryptCost
    let salt: [UInt8]
    let nonce: [UInt8]
    let sealed: ArraySlice<UInt8>

    init(_ file: [UInt8]) throws(VaultError) {
      var rest = file[...]
      guard file.count <= SealedExport.most,
        rest.take(8).map(Array.init) == SealedExport.magic,
        rest.take(UInt8.self) == SealedExport.version, let n = rest.take(UInt64.self),
        let r = rest.take(UInt32.self), let p = rest.take(UInt32.self),
        let salt = rest.take(16), let nonce = rest.take(AEAD.nonceLength)
      else { throw .notASealedExport }
      cost = PassphraseKey.ScryptCost(n: n, r: UInt64(r), p: UInt64(p))
      (self.salt, self.nonce, sealed) = (Array(salt), Array(nonce), rest)
    }
  }

  /// Reads what was sealed.
  init(padded: [UInt8]) throws(VaultError) {
    var inner = padded[...]
    guard padded.count.isMultiple(of: Self.step),
      let kind = inner.take(UInt8.self).flatMap(Kind.init), let length = inner.take(UInt32.self),
      let content = inner.take(Int(length)), inner.count < Self.step,
      inner.allSatisfy({ $0 == 0 })
    else { throw .notASealedExport }
    self.init(kind, Array(content))
  }

  private static func associated(_ head: ArraySlice<UInt8>) -> [UInt8] {
    DomainLabel.sealedExport.bytes + Array(head)
  }
}
