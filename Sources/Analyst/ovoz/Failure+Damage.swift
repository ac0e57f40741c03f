// SPDX-License-Identifier: Apache-2.0

import ReleaseLedger
import Vault

extension Failure {
  /// What is said where the vault itself was changed.
  init(damage error: VaultError) {
    switch error {
    case .vaultDamaged:
      self.init(
        "the vault's database is damaged",
        hint: "keep the folder as it is, and restore a backup beside it with `ovoz restore`",
        code: 30)
    case .decisionDamaged:
      self.init(
        "a stored decision does not open", hint: "the vault was changed: restore a backup", code: 30
      )
    case .accessLogBroken:
      self.init(
        "the access log was changed", hint: "compare it with a backup of the vault", code: 30)
    case .logMemoryDamaged:
      self.init(
        "what the vault remembers of the log cannot be read",
        hint: "the vault was changed: restore a backup", code: 30)
    case .ledgerDamaged:
      self.init(
        "the record of releases has a gap or does not open",
        hint: "the vault was changed: restore it from a backup", code: 30)
    default: self = .unnamed
    }
  }

  init(_ error: LedgerError) {
    switch error {
    case .unreadable(let number):
      self.init(
        "the entry after release \(number) in the record of releases cannot be read",
        hint: "the vault was changed: restore it from a backup", code: 30)
    case .brokenChain(let number):
      self.init(
        "release \(number) does not follow from the one before in the record of releases",
        hint: "the vault was changed: restore it from a backup", code: 30)
    case .marksDiffer:
      self.init(
        "people whom the record of releases counts are not marked as counted in the vault",
        hint: "the vault was changed, release nothing from it: restore it from a backup", code: 30)
    case .newerFormat:
      self.init(
        "the record of releases was written by a newer version", hint: "use a newer ovoz", code: 30)
    }
  }
}
