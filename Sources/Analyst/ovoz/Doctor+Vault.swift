// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestimonyModel
import Vault

extension Doctor {
  /// What can be said of the vault without opening a testimony.
  func vault() -> [Finding] {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "vault.sqlite").path) else {
      return [.ok("vault", "none here yet")]
    }
    guard isWritable else {
      return [
        .fail(
          "vault", "the folder can only be read",
          todo: "make \(folder.path) and what is in it writable for you")
      ]
    }
    do {
      let store = try VaultStore(folder: folder)
      return [.ok("vault", "opens; its tables are of this version"), permissions(store)]
        + [soundness(store), accessLog(store)]
        + (try store.campaigns().flatMap { campaign in
          (try? findings(on: campaign, store)) ?? [unusable(campaign)]
        })
    } catch VaultError.folderUnsafe {
      return [
        .fail(
          "vault", "others can read its folder",
          todo: "run chmod 0700 on it, and ask who could have copied it")
      ]
    } catch {
      return [
        .fail(
          "vault", "does not open: damaged, not yours, or of a newer version",
          todo: "restore it with `ovoz restore`, or use a newer ovoz")
      ]
    }
  }

  /// Opening writes: what only cannot be written is not damaged.
  private var isWritable: Bool {
    [folder, folder.appending(path: "vault.sqlite")].allSatisfy {
      FileManager.default.isWritableFile(atPath: $0.path)
    }
  }

  private func unusable(_ campaign: Campaign) -> Finding {
    .fail(
      "campaign \(campaign.name)", "the file of its key cannot be used",
      todo: "see the permissions above; else restore it into the vault's folder keys")
  }

  private func permissions(_ store: VaultStore) -> Finding {
    let open = (try? store.unsafeKeyFiles()) ?? []
    return open.isEmpty
      ? .ok("permissions", "nobody else can read the vault or its keys")
      : .fail(
        "permissions", "others can read \(open.count) key files",
        todo: "run chmod 0600 on the files in the vault's folder keys")
  }

  private func soundness(_ store: VaultStore) -> Finding {
    (try? store.isSound()) == true
      ? .ok("database", "SQLite finds its pages in order")
      : .fail("database", "damaged", todo: "restore the vault with `ovoz restore`")
  }

  private func accessLog(_ store: VaultStore) -> Finding {
    guard let entries = try? store.accesses() else {
      return .fail(
        "access log", "it was changed", todo: "compare it with a backup of the vault")
    }
    return .ok("access log", "whole, \(entries.count) entries")
  }

  private func findings(on campaign: Campaign, _ store: VaultStore) throws -> [Finding] {
    let check = "campaign \(campaign.name)"
    let custody: Finding =
      switch try store.custody(of: campaign) {
      case .onePassphrase: .ok(check, "opens by one passphrase")
      case .shared(let set): .ok(check, "opens by \(set.threshold) of \(set.custodians.count)")
      case .buried(let day): .ok(check, "buried on \(day)")
      case .missing:
        .fail(
          check, "the key's file is missing: nothing opens",
          todo: "restore it into the vault's folder keys")
      }
    guard case .buried = try store.custody(of: campaign) else {
      return [custody, try sync(of: campaign, check, store)]
    }
    return [custody]
  }

  private func sync(of campaign: Campaign, _ check: String, _ store: VaultStore) throws -> Finding {
    guard let last = try store.lastImport(of: campaign) else {
      return .warn(
        check, "since it was made or restored nothing says that it has the newest bundle",
        todo:
          "let `ovoz inbox pull` come to its end, or take the newest in with `ovoz inbox import`")
    }
    let age = today.number - last.number
    if age < 0 {
      return .fail(
        check, "the clock is before the last import, \(last)", todo: "set the clock of this machine"
      )
    }
    if age > 7 {
      return .warn(
        check, "the last import is \(age) days ago",
        todo:
          "pull, or take the newest bundle in: withdrawals wait in it, and nothing is released without"
      )
    }
    return .ok(check, "last import \(age == 0 ? "today" : "\(age) days ago")")
  }
}
