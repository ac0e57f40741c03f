// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import TerminalControl
import Vault

/// Where a reviewer's key is, and how her passphrase comes.
struct ReviewerKeyOptions: ParsableArguments {
  @Option(
    help: "The key's file, such as on a stick. Default: in the vault's folder keys.",
    completion: .file())
  var key: String?
  @Option(
    help: "Read the reviewer's passphrase from the first line of this file, mode 0600.",
    completion: .file())
  var keyPassphraseFile: String?
  @Option(help: "Read the reviewer's passphrase from this open descriptor.")
  var keyPassphraseFd: Int32?

  func url(of name: String, in store: VaultStore) -> URL {
    key.map { URL(filePath: $0) } ?? store.reviewerKeyURL(name)
  }

  func unlock(_ name: String, in store: VaultStore) throws -> Signing.PrivateKey {
    let file = try LockedFile.read(
      url(of: name, in: store), hint: "`ovoz reviewer new NAME` makes one, or name it with --key")
    return try ReviewerKey.unlock(file, name: name, try passphrase(of: name))
  }

  func passphrase(of name: String, confirming: Bool = false) throws -> SecretBytes {
    try PassphraseOption.read(
      keyPassphraseFile, keyPassphraseFd, asking: "Passphrase of \(name): ", confirming: confirming,
      option: "--key-passphrase-file")
  }

  /// A name stands in file names and lists: nothing but small letters, digits and hyphens.
  static func checked(_ name: String) throws -> String {
    let fits = name.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
    }
    guard fits, (1...40).contains(name.utf8.count) else {
      throw Failure(
        "a reviewer's name has small letters a to z, digits and hyphens, at most 40",
        hint: "such as sitora or reviewer-2", code: 64)
    }
    return name
  }
}

extension Language {
  /// The language of a code, as an option names it.
  static func named(_ code: String) throws -> Language {
    guard let language = Language(rawValue: code) else {
      throw ValidationError("a language is tg, ru, uz or en")
    }
    return language
  }
}
