// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// What a request of the analysts' side wants (PullFormat §2).
public enum PullAction: Equatable, Sendable {
  /// A part of a bundle.
  case fetch(PullRange)
  /// The vault has the bundle of this number and digest, and all before it, durably.
  case acknowledge(sequence: UInt32, digest: [UInt8])
}

/// Which part of which bundle is wanted.
public struct PullRange: Equatable, Sendable {
  /// The bundle's number.
  public let sequence: UInt32
  /// How many of its bytes are there already.
  public let offset: UInt64
  /// The digest of the file that those bytes are of; zero bytes where there are none yet.
  public let version: [UInt8]

  /// Asks for a bundle from its start, or for the rest of a certain file.
  public init(
    sequence: UInt32, offset: UInt64 = 0, version: [UInt8] = PullRequest.zero
  ) {
    (self.sequence, self.offset, self.version) = (sequence, offset, version)
  }
}

/// One signed request, always of one length (PullFormat §2).
public struct PullRequest: Equatable, Sendable {
  /// Length of a request's body in bytes.
  public static let length = 256
  /// Where requests go; stands in what is signed.
  public static let path = "/pull"
  /// 32 zero bytes: no challenge, no version.
  public static let zero = [UInt8](repeating: 0, count: Digest.length)

  static let magic = Array("OVOZPULL".utf8)
  static let signedLength = 134

  /// What is wanted.
  public let action: PullAction
  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// The intake's challenge that this request answers, 32 bytes.
  public let challenge: [UInt8]
  /// The analyst's Ed25519 key, 32 bytes.
  public let signer: [UInt8]
  private let signature: [UInt8]

  /// Signs a request to the intake of the key `intake`.
  public init(
    _ action: PullAction, campaign: [UInt8], challenge: [UInt8], to intake: [UInt8],
    by key: borrowing Signing.PrivateKey
  ) throws(PrimitiveError) {
    (self.action, self.campaign, self.challenge) = (action, campaign, challenge)
    signer = key.publicKey
    let head = Self.head(action, campaign, challenge, signer)
    signature = try key.sign(Self.signed(head, to: intake))
  }

  /// Reads a request; nil where it is none.
  ///
  /// Says nothing yet of whether its signature fits.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length, bytes[Self.contentLength...].allSatisfy({ $0 == 0 }) else {
      return nil
    }
    var rest = bytes[...]
    guard rest.take(8).map(Array.init) == Self.magic, rest.take(UInt8.self) == 1,
      let kind = rest.take(UInt8.self), let campaign = rest.take(16),
      let challenge = rest.take(32), let sequence = rest.take(UInt32.self),
      let offset = rest.take(UInt64.self), let version = rest.take(32),
      let signer = rest.take(32), let signature = rest.take(Signing.signatureLength)
    else { return nil }
    switch kind {
    case 1:
      action = .fetch(PullRange(sequence: sequence, offset: offset, version: Array(version)))
    case 2 where offset == 0:
      action = .acknowledge(sequence: sequence, digest: Array(version))
    default: return nil
    }
    (self.campaign, self.challenge) = (Array(campaign), Array(challenge))
    (self.signer, self.signature) = (Array(signer), Array(signature))
  }

  /// What asks for nothing but a challenge: noise of a request's length.
  public static func knock() throws(PrimitiveError) -> [UInt8] { try RandomBytes.fresh(length) }

  /// Whether the signature is the named key's, and meant for this intake.
  public func isSigned(to intake: [UInt8]) -> Bool {
    let head = Self.head(action, campaign, challenge, signer)
    return (try? Signing.check(signature, over: Self.signed(head, to: intake), by: signer)) != nil
  }

  /// The request as it travels.
  public var bytes: [UInt8] {
    let content = Self.head(action, campaign, challenge, signer) + signature
    return content + [UInt8](repeating: 0, count: Self.length - content.count)
  }

  private static let contentLength = signedLength + Signing.signatureLength

  /// Method, address and intake stand in what is signed: a request is good for nothing else.
  private static func signed(_ head: [UInt8], to intake: [UInt8]) -> [UInt8] {
    DomainLabel.pullRequest.bytes + Array("POST \(path)".utf8) + intake + head
  }

  private static func head(
    _ action: PullAction, _ campaign: [UInt8], _ challenge: [UInt8], _ signer: [UInt8]
  ) -> [UInt8] {
    let (kind, sequence, offset, version): (UInt8, UInt32, UInt64, [UInt8]) =
      switch action {
      case .fetch(let range): (1, range.sequence, range.offset, range.version)
      case .acknowledge(let sequence, let digest): (2, sequence, 0, digest)
      }
    var head = magic + [1, kind] + campaign + challenge
    head.append(bigEndian: sequence)
    head.append(bigEndian: offset)
    return head + version + signer
  }
}
