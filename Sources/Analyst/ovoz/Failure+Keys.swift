// SPDX-License-Identifier: Apache-2.0

import TerminalControl
import Vault

extension Failure {
  /// What is said of the files of keys, and of who else can read them.
  init(key error: VaultError) {
    switch error {
    case .keyFileExists:
      self.init(
        "a file of that name is there already", hint: "choose another name: nothing is replaced",
        code: 64)
    case .keyMissing:
      self.init(
        "the key's file is missing",
        hint: "restore it from its backup into the vault's folder keys",
        code: 12)
    case .keyFileUnsafe:
      self.init(
        "others can read the key's file",
        hint: "run chmod 0600 on it, and ask who could have copied it",
        code: 12)
    case .keyFileUnreadable:
      self.init(
        "the key's file is another's, or is damaged",
        hint: "restore it from its backup", code: 12)
    case .folderUnsafe:
      self.init(
        "others can read the vault's folder",
        hint: "run chmod 0700 on it, and ask who could have copied it", code: 12)
    case .wrongPassphrase:
      self.init(
        "the passphrase does not fit", hint: "try again; mind the keyboard layout", code: 12)
    default: self = .unnamed
    }
  }

  /// The option is what gives a file with this passphrase: a command may take several.
  init(_ error: PassphraseInput.Failure, option: String = "--passphrase-file") {
    switch error {
    case .noTerminal:
      self.init(
        "there is no terminal to ask for the passphrase on", hint: "use \(option)", code: 12)
    case .cannotRead:
      self.init("the passphrase cannot be read", hint: "does the file exist?", code: 12)
    case .readableByOthers:
      self.init("others can read the passphrase file", hint: "run chmod 0600 on it", code: 12)
    case .badLength:
      self.init("the passphrase is empty or too long", hint: "1 to 1,024 bytes", code: 12)
    case .commandFailed:
      self.init(
        "the command that was to give the passphrase failed",
        hint: "run it by itself; for pipes and variables write sh -c '…'", code: 12)
    }
  }
}
