// SPDX-License-Identifier: Apache-2.0

public import Sealing

/// What became of a testimony that was handed to the store.
public enum Acceptance: Equatable, Sendable {
  /// It is on disk now.
  case stored
  /// The very same testimony was on disk already, or was withdrawn since: sending again is safe (G5).
  case storedBefore
}

/// What a receipt stands for.
public struct ReceiptState: Equatable, Sendable {
  /// What became of the testimony.
  public enum Standing: UInt8, Sendable {
    /// It is kept.
    case kept = 1
    /// It was withdrawn.
    case withdrawn = 2
    /// Its days were over before anybody had it: no bundle took it, or none was handed out. No receipt holds this; it
    /// follows from where the record is.
    case expired = 3
  }

  /// What became of the testimony.
  public let standing: Standing
  /// The commitment of the sealed testimony, 32 bytes.
  public let commitment: [UInt8]
}

/// Where sealed testimonies wait to be bundled.
///
/// The store takes nothing but sealed testimonies: words cannot reach it, by its types.
public protocol InboxStore: Sendable {
  /// Keeps a testimony, and returns only when it is safe against a power cut (G5).
  ///
  /// With an unspent slip it is taken always, and the slip is spent in the same commit. Without one it is taken where
  /// `takesUninvited`; otherwise ``IntakeStoreError/notInvited`` is thrown, unless the very same testimony is stored.
  func accept(
    _ submission: Submission, epoch: Int, takesUninvited: Bool
  ) async throws(IntakeStoreError) -> Acceptance

  /// Whether the very same testimony is stored, or was withdrawn since: nothing is kept, nothing is spent.
  func holds(_ sealed: SealedTestimony) async throws(IntakeStoreError) -> Bool

  /// Whether any testimony of this record id is stored, or was withdrawn since.
  func isTaken(_ record: [UInt8]) async throws(IntakeStoreError) -> Bool

  /// Forgets the testimony of a receipt, for good (G6); returns when nothing of it is on disk, or, where another program reads
  /// the same files in this moment, when its key and its row are gone: the rest follows as soon as that one is done.
  ///
  /// Does nothing, and says nothing, for an unknown or a used receipt.
  func withdraw(_ token: [UInt8], epoch: Int) async throws(IntakeStoreError)

  /// Whether a slip's token is unspent now; it may be spent a moment later.
  func isUnspent(_ slip: [UInt8]) async throws(IntakeStoreError) -> Bool

  /// What a receipt stands for, or nil.
  func look(_ token: [UInt8]) async throws(IntakeStoreError) -> ReceiptState?
}

extension InboxStore {
  /// Keeps a testimony that came without receipt and slip.
  public func accept(
    _ sealed: SealedTestimony, epoch: Int
  ) async throws(IntakeStoreError) -> Acceptance {
    guard let submission = try? Submission(sealed) else { throw .cannotWrite }
    return try await accept(submission, epoch: epoch, takesUninvited: true)
  }
}
