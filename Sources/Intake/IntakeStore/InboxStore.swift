// SPDX-License-Identifier: Apache-2.0

public import Sealing

/// What became of a testimony that was handed to the store.
public enum Acceptance: Equatable, Sendable {
  /// It is on disk now.
  case stored
  /// The very same testimony was on disk already: sending again is safe (G5).
  case storedBefore
}

/// Where sealed testimonies wait to be bundled.
///
/// The store takes nothing but sealed testimonies: words cannot reach it, by its types.
public protocol InboxStore: Sendable {
  /// Keeps a testimony, and returns only when it is safe against a power cut (G5).
  func accept(_ sealed: SealedTestimony, epoch: Int) async throws(IntakeStoreError) -> Acceptance
}
