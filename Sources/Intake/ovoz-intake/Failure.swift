// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Foundation
import IntakeServer
import IntakeStore
import SealedBundle
import SealedCopy
import TerminalControl

/// What went wrong, said to a person: a sentence and what to do next.
struct Failure: Error {
  let message: String
  let hint: String
  let code: Int32

  init(_ message: String, hint: String, code: Int32 = 1) {
    (self.message, self.hint, self.code) = (message, hint, code)
  }

  /// Runs a command's work; a failure is told on standard error and becomes the exit code.
  static func report(_ work: () async throws -> Void) async throws {
    do {
      try await work()
      guard TerminalControl.finishOutput() else {
        throw Failure(
          "what was printed could not be written", hint: "is there room on the disk?")
      }
    } catch let exit as ExitCode { throw exit } catch {
      let failure = explain(error)
      let text = "ovoz-intake: error: \(failure.message)\nhint: \(failure.hint)\n"
      TerminalControl.tell(text)
      throw ExitCode(failure.code)
    }
  }

  private static func explain(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let mistake as ConfigMistake: Failure(mistake)
    case let error as IntakeStoreError: explain(error)
    case IntakeServerError.unreadableCertificate, IntakeServerError.badCertificate:
      Failure(certificate: error)
    case IntakeServerError.cannotListen:
      Failure(
        "the address or port cannot be listened on",
        hint:
          "is another program there? see `host`, `port`, `socket`, `pullSocket` and `pullPort` in the settings"
      )
    case IntakeServerError.unlistedRoute, IntakeServerError.unsteadyPage:
      Failure(
        "a page cannot be written down so that others could check it",
        hint: "this is a fault of the program: report it")
    case BundleError.inputOutput:
      Failure("the bundle could not be read or written", hint: "is there room where it goes?")
    case is BundleError:
      Failure(
        "this bundle was changed, or is not of this intake",
        hint: "take the file that the analysts imported")
    case let error as SealedCopyError: Failure(error)
    case let error as ArrivalsError: Failure(error)
    default:
      Failure("something failed that has no name", hint: "run `ovoz-intake check`")
    }
  }

  private static func explain(_ error: IntakeStoreError) -> Failure {
    switch error {
    case .cannotOpen:
      Failure(
        "the databases cannot be opened",
        hint: "is `state` in the settings yours, and mode 0700? is its disk full or damaged?")
    case .keyUnreadable(let name):
      Failure(
        "\(name) in the state folder cannot be read, or was changed",
        hint: "is it yours, mode 0600? otherwise take it from a copy: Deploy/BACKUP.md")
    case .keyMissing(let name):
      Failure(
        "\(name) is gone from the state folder, and what is out rests on it: receipts and slips, bundles and the public log",
        hint: "keep the folder as it is, and take that file from a copy: Deploy/BACKUP.md")
    case .newerSchema:
      Failure(
        "the databases were made by a newer version",
        hint: "install that version again; an older one cannot read what it wrote")
    case .alreadyServed:
      Failure(
        "another ovoz-intake serves this folder", hint: "stop it first, or use another `state`")
    case .noSuchBundle:
      Failure("there is no bundle of that number", hint: "leave --again out to make the next one")
    case .damaged:
      Failure(
        "a database is damaged, or a stored record does not fit its key",
        hint: "keep the folder as it is, and restore a copy beside it: Deploy/BACKUP.md"
      )
    case .cannotWrite, .recordTaken, .notInvited:
      Failure("the store could not be written", hint: "is there room on the disk of `state`?")
    case .copyExists, .alreadyCopying, .cannotCopy, .folderNotEmpty, .halfRestored, .otherHalf,
      .otherCampaign, .keysExpired, .bundleMissing, .bundleForked, .logForked:
      Failure(copying: error)
    }
  }
}
