// SPDX-License-Identifier: Apache-2.0

import Release
import TestimonyModel
import Vault

extension ConfigOption {
  /// Refuses to hand words on where somebody may have withdrawn since the vault was known to be up to date (G6).
  func checkSync(_ vault: OpenVault, _ today: TodayOption) throws {
    let limit = try releasePolicy().maximumDaysSinceSync
    // An import after today means a wrong clock: then nothing is known.
    guard let last = try vault.store.lastImport(of: vault.campaign),
      (0...limit).contains(try today.day().number - last.number)
    else {
      throw Failure(
        "the last import is over \(limit) days ago: somebody may have withdrawn since",
        hint: "let a pull come to its end, or take the newest bundle in; is the clock right?",
        code: 21)
    }
  }
}
