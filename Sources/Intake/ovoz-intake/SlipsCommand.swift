// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Foundation
import IntakeServer
import IntakeStore
import Receipt
import TerminalControl
import TestimonyModel

struct SlipsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slips",
    abstract:
      "Make a page of invitation slips to print, cut, and hand on by people who are trusted.",
    discussion: """
      Each slip lets one answer in. This machine keeps only what the digits are hashed to:
      a page that is lost cannot be printed again. Print it from a computer that you trust,
      headers and footers turned off (they hold the date), then delete the file.
      Nothing on a slip says what the questions are about.

      EXAMPLES:
        ovoz-intake slips --count 50 --url https://form.example --out slips.html
        ovoz-intake slips --count 8 --url https://form.example --out 8.html \\
          --language tg
      """.paragraphs)

  /// Fifty sheets of paper; more at once is more to lose.
  private static let most = 400

  @OptionGroup var options: SettingsOption
  @Option(parsing: .unconditional, help: "How many slips, 1 to 400. Eight fit on a sheet.")
  var count: Int
  @Option(help: "The address of the form.") var url: String
  @Option(help: "The page to write; it must not exist yet.", completion: .file()) var out: String
  @Option(
    help: "A language to print: tg, ru, uz or en. May be given again. [default: all]",
    completion: .list(["tg", "ru", "uz", "en"]))
  var language: [String] = []
  @Option(help: "The texts. [default: slips.yaml beside the settings file]", completion: .file())
  var texts: String?

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      let sheet = try sheet()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
      let codes = try (0..<count).map { _ in try DigitCode() }
      let page = try SlipPage(path: out, html: try sheet.html(codes))
      // Sorted: the order of the page must not be the order of the store.
      let tokens = codes.map { SlipToken($0).bytes }.sorted { $0.lexicographicallyPrecedes($1) }
      try page.appear { try inbox.addSlips(tokens) }
      print("\(count) slips in \(out)")
    }
  }

  private func sheet() throws -> SlipSheet {
    guard (1...Self.most).contains(count) else {
      throw Failure(
        "--count is not from 1 to \(Self.most)", hint: "run it again for more", code: 64)
    }
    guard let address = SlipAddress(url) else {
      throw Failure(
        "--url is no address that fits on a slip",
        hint: "write it as https://form.example, at most \(SlipAddress.mostLetters) letters",
        code: 64)
    }
    let besideSettings = URL(filePath: options.settings).deletingLastPathComponent()
    let file = texts.map { URL(filePath: $0) } ?? besideSettings.appending(path: "slips.yaml")
    return SlipSheet(
      address: address, texts: try SlipTexts(file: file), languages: try languages())
  }

  private func languages() throws -> [Language] {
    let chosen = try language.map { code in
      guard let language = Language(rawValue: code) else {
        throw Failure("--language is none of tg, ru, uz, en", hint: "choose one of them", code: 64)
      }
      return language
    }
    return chosen.isEmpty ? Language.allCases : Language.allCases.filter(chosen.contains)
  }
}
