// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer everybody: what was heard, what was decided, what was refused and why.",
    subcommands: [Check.self, Publish.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check an answer's file, and name the line of a mistake.",
      discussion: """
        EXAMPLE:
          ovoz answer check Config/answer.yaml
        """.paragraphs)
    @Argument(help: "The file; see Config/answer.yaml for what stands in it.", completion: .file())
    var file: String

    func run() throws {
      try Failure.report {
        let answer = try OrganisersAnswer.read(file)
        print("\(file): good, \(answer.points.count) points")
      }
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write one signed file for the intake: the answer, and all sealed replies.",
      discussion: """
        The campaign's opening key signs: whoever cannot open cannot answer. Each answer has a higher number than the
        last one, and takes its place. Replies are filled up to a multiple of 16 with others that stand for nobody.

        EXAMPLE:
          ovoz answer publish Config/answer.yaml --campaign autumn --out answer.ovoz
        """.paragraphs)
    @Argument(help: "The file; see Config/answer.yaml for what stands in it.", completion: .file())
    var file: String
    @OptionGroup var unlock: UnlockOptions
    @Option(help: "The file to write; it must not exist yet.", completion: .file()) var out: String
    @Option(help: "Take this number, when an answer was published from another copy of the vault.")
    var number: UInt32?

    func run() throws {
      try Failure.report {
        let answer = try OrganisersAnswer.read(file)
        try NewFile.check(out)
        let vault = try unlock.unlock()
        let number = try next(after: vault.lastAnswer())
        let replies = try ReplyDesk(vault: vault).sealed()
        let bytes = try AnswerWriter(campaign: vault.campaign, padding: vault.answerPadding).bytes(
          answer, number: number, replies: replies, signer: vault.answerSigner)
        // Read as the intake will: what it would refuse is not written.
        let published = try PublishedAnswer(bytes, of: vault.campaign)
        try NewFile.writePublic(bytes, to: out)
        try take(number, in: vault)
        try vault.store.log(.answered, about: "\(vault.campaign.name) \(number)")
        print(
          "answer \(number): \(Self.count(published.answer.points.count, "point", "points")), "
            + Self.count(replies.count, "reply", "replies"))
        Terminal.say("hint: give \(out) to the operator; it takes the place of the last answer")
      }
    }

    /// Notes the number once its file is whole on the disk.
    private func take(_ number: UInt32, in vault: OpenVault) throws {
      do { try vault.takeAnswer(number: number) } catch {
        // The next answer would have this number too: the two must not both be about.
        try? FileManager.default.removeItem(atPath: out)
        throw error
      }
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }

    private func next(after last: UInt32) throws -> UInt32 {
      let next = number ?? (last + 1)
      guard next > last else {
        throw Failure(
          "answer \(last) was published already", hint: "choose a higher --number", code: 64)
      }
      return next
    }
  }
}

extension OrganisersAnswer {
  /// Reads the file that people edit.
  fileprivate static func read(_ file: String) throws -> OrganisersAnswer {
    guard let yaml = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Failure("\(file) cannot be read", hint: "is it there, and UTF-8 text?", code: 78)
    }
    return try OrganisersAnswer(parsing: yaml, file: file)
  }
}
