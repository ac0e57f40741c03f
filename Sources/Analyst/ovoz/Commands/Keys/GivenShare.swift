// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Vault

/// A share's file as a custodian brings it; what is wrong with it is told by number, custodian and file.
struct GivenShare {
  private let file: ShareFile
  private let set: CustodySet
  /// Such as `share 2 (firuza, shares/2.json)`.
  private let label: String
  /// What asks for its passphrase.
  let prompt: String

  /// Reads what a file says it is: one of another set is refused before anybody types.
  /// - Throws: ``Failure``.
  init(_ path: String, of set: CustodySet) throws {
    do { file = try ShareFile(json: LockedFile.share(path)) } catch let error as VaultError {
      throw Failure(error, share: path)
    }
    guard let place = file.place else { throw Failure(.shareUnreadable, share: path) }
    let custodian = VisibleText.of(file.custodian)
    self.set = set
    label = "share \(place.index) (\(custodian), \(path))"
    prompt = "Passphrase of \(custodian) (share \(place.index)): "
    do throws(VaultError) { try set.check(place) } catch { throw Failure(error, share: label) }
  }

  /// Her custodian's name, as the file has it.
  var custodian: String { file.custodian }

  /// Asks for its passphrase, and opens it; a person may mistype twice.
  func unlocked(_ passphraseFile: String?) throws -> CustodyShare {
    for _ in 1..<(passphraseFile == nil ? 3 : 1) {
      let passphrase = try CustodyOptions.passphrase(passphraseFile, prompt)
      do throws(VaultError) { return try checked(passphrase) } catch {
        guard error == .wrongPassphrase else { throw Failure(error, share: label) }
        Terminal.say("\(label): the passphrase does not fit; mind the keyboard layout")
      }
    }
    return try unlocked(by: CustodyOptions.passphrase(passphraseFile, prompt))
  }

  /// The share, by a passphrase that was asked for already.
  /// - Throws: ``Failure``.
  func unlocked(by passphrase: borrowing SecretBytes) throws -> CustodyShare {
    do throws(VaultError) { return try checked(passphrase) } catch {
      throw Failure(error, share: label)
    }
  }

  private func checked(_ passphrase: borrowing SecretBytes) throws(VaultError) -> CustodyShare {
    let share = try file.unlocked(passphrase)
    try set.check(share)
    return share
  }
}
