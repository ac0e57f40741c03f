// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension VaultStore {
  /// Whether SQLite finds its pages in order (`PRAGMA quick_check`).
  public func isSound() throws(VaultError) -> Bool {
    try read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") == ["ok"] }
  }

  /// Files of keys that others than their owner could read.
  public func unsafeKeyFiles() throws(VaultError) -> [String] {
    let keys = folder.appending(path: "keys").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: keys)) ?? []
    return names.filter { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: keys + "/" + name)
      return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777) & 0o077 != 0
    }.sorted()
  }
}
