// SPDX-License-Identifier: Apache-2.0

import TerminalControl
import TestimonyModel
import Vault

/// How a split ends, said so that nobody destroys shares that open, nor keeps ones that do not.
struct SplitEnd {
  let campaign: Campaign
  let set: CustodySet

  /// Puts the set into its place in the vault, and says so.
  func keep(in store: VaultStore, replacing old: String? = nil) throws {
    let left = try kept(in: store, replacing: old)
    print("\(campaign.name) opens by \(set.threshold) of \(set.custodians.count) custodians")
    // Here, not at the program's end: what nobody saw must not pass for a split that was not made.
    let isTold = TerminalControl.finishOutput()
    guard left.isEmpty, isTold else { throw unfinished(left) }
  }

  private func kept(in store: VaultStore, replacing old: String?) throws -> [SplitRest] {
    do { return try store.keep(set, of: campaign, replacing: old) } catch {
      throw Failure(
        "the vault could not be written: nothing was split, \(campaign.name) opens as before",
        hint: """
          look with `ovoz keys list`; where it does not name the set \(set.id.prefix(8)), \
          delete that set's share files, make room on the disk, and run this again
          """)
    }
  }

  /// The shares are all that opens now: that comes first, then what is left.
  private func unfinished(_ left: [SplitRest]) -> Failure {
    let what = left.isEmpty ? ["this could not be printed"] : left.map(said)
    return Failure(
      """
      \(campaign.name) is split, and only the shares of the set \(set.id.prefix(8)) open it now, \
      but \(what.joined(separator: ", and "))
      """,
      hint: """
        keep every share file, shred nothing: `ovoz keys list` shows the set; make room on the \
        disk, then open it once together
        """, code: 3)
  }

  private func said(_ rest: SplitRest) -> String {
    switch rest {
    case .replacedFile: "the key's file from before may not be wiped yet"
    case .logEntry: "the access log has no entry of it"
    }
  }
}
