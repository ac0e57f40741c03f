// SPDX-License-Identifier: Apache-2.0

/// Which files a sealed copy of a vault holds (BackupFormat §3).
enum BackupNames {
  static let database = "vault.sqlite"

  /// What may stand in the folder of keys: no name leads out of it.
  static func isKeyName(_ name: String) -> Bool {
    (name.hasSuffix(".key") || name.hasSuffix(".custody")) && name.utf8.count <= 100
      && name.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
          || byte == 0x2e
      } && !name.hasPrefix(".")
  }

  /// What a copy may hold (BackupFormat §3).
  static func mayHold(_ name: String) -> Bool {
    name == database || name.hasPrefix("keys/") && isKeyName(String(name.dropFirst(5)))
  }
}
