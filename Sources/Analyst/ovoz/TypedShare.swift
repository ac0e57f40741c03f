// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import SecretSharing
import Vault

/// A share that is typed from paper, by a person line by line or by a scanner in one run; a mistake is told at its line.
enum TypedShare {
  /// Asks for the five lines and for the passphrase; a person may mistype that twice.
  /// - Throws: ``Failure`` at the end of input, and where it does not open; `VaultError` where it is of another set.
  static func ask(of set: CustodySet, _ passphraseFile: String?) throws -> CustodyShare {
    guard let paper = PaperShare(try lines()) else { throw VaultError.shareUnreadable }
    let name = VisibleText.of(custodian(of: paper, in: set))
    let label = "share \(paper.index) (\(name), on paper)"
    let prompt = "Passphrase of \(name) (share \(paper.index)): "
    let tries = passphraseFile == nil ? 3 : 1
    for attempt in 1...tries {
      do {
        return try set.share(on: paper, CustodyOptions.passphrase(passphraseFile, prompt))
      } catch VaultError.wrongPassphrase {
        guard attempt < tries else { break }
        Terminal.say("\(label): the passphrase does not fit; mind the keyboard layout")
      }
    }
    throw Failure(
      "\(label) does not open: its passphrase does not fit, or it is another sheet",
      hint: "mind the keyboard layout; else take the share's file", code: 12)
  }

  private static func custodian(of paper: PaperShare, in set: CustodySet) -> String {
    let place = Int(paper.index) - 1
    return set.custodians.indices.contains(place) ? set.custodians[place] : "the custodian"
  }

  /// The five lines.
  private static func lines() throws -> [PaperLine] {
    var lines: [PaperLine] = []
    while lines.count < PaperShare.lineCount {
      guard let text = CustodyOptions.line("line \(lines.count + 1): ") else {
        throw Failure(
          "the digits end too early", hint: "a share has five lines, or all in one run", code: 12)
      }
      // The square has all of them: what was typed before it does not count.
      let run = PaperShare.lineTexts(inOneRun: text)
      lines = run.map { taking($0, after: []) } ?? taking([text], after: lines)
    }
    return lines
  }

  /// The lines so far, and these up to the first one that is wrong.
  private static func taking(_ texts: [String], after before: [PaperLine]) -> [PaperLine] {
    var lines = before
    for text in texts {
      let number = lines.count + 1
      do { lines.append(try PaperLine(reading: text, number: number)) } catch {
        Terminal.say("line \(number): \(said(error))")
        return lines
      }
    }
    return lines
  }

  private static func said(_ fault: PaperLine.Fault) -> String {
    switch fault {
    case .empty: "nothing was typed"
    case .wrongLength(let count):
      "\(count) digits instead of \(PaperLine.length), or \(PaperShare.digitCount) of the square"
    case .wrongDigit: "a digit is mistyped, or this is another line; compare it group by group"
    }
  }
}
