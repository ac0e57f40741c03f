// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct ReplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Reply to one testimony; only its receipt opens the reply.",
    discussion: """
      The reply is kept sealed in the vault until `ovoz answer publish` sends all of them, and goes when its
      testimony is withdrawn. It may stand on a screen that is watched: write nothing that tells who reads it.
      At most 1,000 bytes: about 1,000 Latin letters, or 500 Cyrillic ones.

      EXAMPLES:
        ovoz reply 3fa9 --file reply.txt
        echo "Thank you. We asked the shelter to change this." | ovoz reply 3fa9
        ovoz reply --list
        ovoz reply 3fa9 --delete
      """.paragraphs)

  @Argument(help: "The testimony's id, or its first digits.") var id: String?
  @OptionGroup var unlock: UnlockOptions
  @Option(help: "Read the reply from this file. Default: from standard input.", completion: .file())
  var file: String?
  @Flag(help: "List the replies that are stored; their words on a terminal only.") var list = false
  @Flag(help: "Take the reply back; the next answer goes without it.") var delete = false
  @Flag(help: "With --list: print JSON, without words.") var json = false

  func validate() throws {
    guard list ? id == nil && file == nil && !delete : id != nil else {
      throw ValidationError("give a testimony's id, or --list alone")
    }
    guard !delete || file == nil, list || !json else {
      throw ValidationError("these options do not go together")
    }
  }

  func run() throws {
    try Failure.report {
      // Asked for before the passphrase: nobody types a passphrase for a file that is not there.
      let text = list || delete ? "" : try read()
      let desk = ReplyDesk(vault: try unlock.unlock())
      if list { return try show(desk) }
      let record = try record(desk.vault)
      if delete {
        guard try desk.delete(for: record) else {
          throw Failure("this testimony has no reply", hint: "see `ovoz reply --list`", code: 10)
        }
        return print("deleted; what was published stays until the next answer")
      }
      let replaces = try desk.keep(text, for: record)
      print(replaces ? "stored in place of the earlier reply" : "stored")
      Terminal.say("hint: run `ovoz answer publish` to send it")
      if let file { Terminal.say("hint: \(file) still holds the reply in clear") }
    }
  }

  /// The testimony, or why there is none: a withdrawn one has its own words.
  private func record(_ vault: OpenVault) throws -> [UInt8] {
    let id = id ?? ""
    do { return try vault.record(beginning: id) } catch VaultError.unknownRecord {
      guard try vault.isWithdrawn(beginning: id) else { throw VaultError.unknownRecord }
      throw Failure(
        "this testimony was withdrawn", hint: "its reply is gone with it; nothing is to be done",
        code: 10)
    }
  }

  private func read() throws -> String {
    let typed = try TypedText.read(
      file, most: 4 * SealedReply.mostTextBytes,
      asking: "Write the reply, then press Control-D on an empty line.")
    guard let typed else { throw AnswerError.badReply }
    return try SealedReply.cleaned(typed)
  }

  private func show(_ desk: ReplyDesk) throws {
    let replies = try desk.texts()
    if json { return try Terminal.printJSON("ovoz.replies", replies.map(Line.init)) }
    for (record, text) in replies {
      print("\(Terminal.bold(String(Hex.text(record).prefix(8))))  \(text.utf8.count) bytes")
      if TerminalControl.outputIsTerminal { print(VisibleText.of(text)) }
    }
    if replies.isEmpty { Terminal.say("no replies are stored") }
  }

  private struct Line: Encodable {
    let id: String
    let bytes: Int

    init(_ reply: (record: [UInt8], text: String)) {
      (id, bytes) = (Hex.text(reply.record), reply.text.utf8.count)
    }
  }
}
