// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import SecretSharing
import Vault

/// A share that is typed from paper, line by line; a mistake is told at its line.
enum TypedShare {
  /// Asks for the five lines and for the passphrase.
  /// - Throws: ``Failure`` at the end of input; `VaultError` where it is of another set.
  static func ask(of set: CustodySet, _ passphraseFile: String?) throws -> CustodyShare {
    let lines = try (1...PaperShare.lineCount).map(line)
    guard let paper = PaperShare(lines) else { throw VaultError.shareUnreadable }
    let name =
      set.custodians.indices.contains(Int(paper.index) - 1)
      ? set.custodians[Int(paper.index) - 1] : "the custodian"
    let prompt = "Passphrase of \(VisibleText.of(name)) (share \(paper.index)): "
    for _ in 1..<(passphraseFile == nil ? 3 : 1) {
      do {
        return try set.share(on: paper, CustodyOptions.passphrase(passphraseFile, prompt))
      } catch VaultError.wrongPassphrase {
        Terminal.say("the passphrase does not fit; mind the keyboard layout")
      }
    }
    return try set.share(on: paper, CustodyOptions.passphrase(passphraseFile, prompt))
  }

  private static func line(_ number: Int) throws -> PaperLine {
    while let text = CustodyOptions.line("line \(number): ") {
      do { return try PaperLine(reading: text, number: number) } catch {
        Terminal.say("line \(number): \(said(error))")
      }
    }
    throw Failure("the digits end too early", hint: "a share has five lines", code: 12)
  }

  private static func said(_ fault: PaperLine.Fault) -> String {
    switch fault {
    case .empty: "nothing was typed"
    case .wrongLength(let count): "\(count) digits instead of \(PaperLine.length)"
    case .wrongDigit: "a digit is mistyped, or this is another line; compare it group by group"
    }
  }
}
