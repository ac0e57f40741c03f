// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import ConfigFile
import Finding
import Foundation
import Languages
import ModelShelf
import QualitativeExchange
import Quoting
import Redaction
import Release
import ReleaseLedger
import SealedBundle
import SealedCopy
import TerminalControl
import TestimonyModel
import ThematicCoding
import TransparencyLog
import Vault
import WebTransfer

/// What went wrong, said to a person: a sentence and what to do next.
///
/// Never a word of a testimony.
struct Failure: Error {
  let message: String
  let hint: String
  let code: Int32

  init(_ message: String, hint: String, code: Int32 = 1) {
    (self.message, self.hint, self.code) = (message, hint, code)
  }

  /// Runs a command's work; a failure is told on standard error and becomes the exit code.
  static func report(_ work: () throws -> Void) throws {
    ProcessProtection.begin()
    do {
      try work()
      guard TerminalControl.finishOutput() else {
        throw Failure(
          "what was printed could not be written", hint: "is there room on the disk?")
      }
    } catch let exit as ExitCode { throw exit } catch is Locked {
      Terminal.say(Locked.told)
    } catch {
      let failure = explain(error)
      Terminal.say("ovoz: error: \(failure.message)")
      Terminal.say("hint: \(failure.hint)")
      throw ExitCode(failure.code)
    }
  }

  /// What is said where nothing better is known.
  static let unnamed = Failure(
    "something failed that has no name", hint: "is there room on the disk?")

  /// The sentence for an error of any target.
  static func explain(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let mistake as ConfigMistake:
      Failure("\(mistake)", hint: "mend that line, then try again", code: 78)
    case let error as VaultError: Failure(error)
    case let error as ShelfError: Failure(error)
    case let error as LedgerError: Failure(error)
    case let error as ReviewError: Failure(error)
    case let error as ReleaseRefusal: Failure(error.reason, hint: error.hint, code: 20)
    case let error as BundleError: Failure(error)
    case let error as WebError: Failure(error)
    case let error as LogError: Failure(error)
    case let error as CampaignError: Failure(error)
    case let error as AnswerError: Failure(error)
    case let error as PassphraseInput.Failure: Failure(error)
    case let error as SealedCopyError: Failure(error)
    case FindingError.nothingToSeek:
      Failure("there is no word in what you seek", hint: "see `ovoz search --help`", code: 64)
    case FindingError.strayStar:
      Failure(
        "a star ends a word of two letters or more", hint: "as in `ovoz search 'qon*'`", code: 64)
    case LanguagesError.unreadableWeights:
      Failure(
        "languages/letters.weights cannot be read",
        hint: "take this version's file into the folder of --config", code: 78)
    case CodingError.anotherCodebook:
      Failure(
        "some decisions were made with another codebook",
        hint: "code those testimonies again with `ovoz code`", code: 20)
    case CodingError.unknownTheme:
      Failure("a decision names a theme that the codebook lacks", hint: "code it again", code: 20)
    case let error as ExchangeError: Failure(error)
    case CodingError.malformedSheet:
      Failure(
        "this file breaks the format of coders' decisions", hint: "nothing was taken in", code: 30)
    default: .unnamed
    }
  }
}

extension Failure {
  /// The folder is that of the lists, as the person named it.
  init(_ error: RedactionError, in folder: String) {
    switch error {
    case .emptyList(let file):
      self.init(
        "\(folder)/\(file):1: the list is empty", hint: "take the file of this version", code: 78)
    case .unreadableEntry(let file, let line):
      self.init(
        "\(folder)/\(file):\(line): this entry cannot be read", hint: "see the top of the file",
        code: 78)
    case .unusableTagger:
      self.init(
        "\(folder)/tagger.bin is damaged or of another version",
        hint: "take the file of this version", code: 78)
    }
  }
}
