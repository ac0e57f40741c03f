// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation

/// What the intake says of its log at the end of a period (LogFormat §3; C2SP tlog-checkpoint).
public struct Checkpoint: Equatable, Sendable {
  /// The name under which an intake signs.
  public static let keyName = "ovoz-intake"

  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// How many leaves there are.
  public let size: Int
  /// The root of the tree over them, 32 bytes.
  public let root: [UInt8]
  /// The last intake period whose leaves are in; 0 where there are none yet.
  public let period: UInt32

  /// Takes what the log is.
  public init(campaign: [UInt8], size: Int, root: [UInt8], period: UInt32) {
    self.campaign = campaign
    self.size = size
    self.root = root
    self.period = period
  }

  /// What is signed: four lines, each with its line end.
  public var text: String {
    """
    \(SignedCheckpoint.origin)\(Hex.text(campaign))
    \(size)
    \(Data(root).base64EncodedString())
    \(SignedCheckpoint.periodWord)\(period)

    """
  }

  /// The checkpoint as it is shown to everybody.
  ///
  /// The same checkpoint under the same key gives the same text.
  public func signed(by key: borrowing Signing.PrivateKey) throws(LogError) -> String {
    guard let signature = try? key.sign(Array(text.utf8)) else { throw .cannotSign }
    let note = NoteSignature(
      name: Self.keyName, bytes: NoteSignature.keyID(of: key.publicKey) + signature)
    return "\(text)\n\(note.line)\n"
  }
}
