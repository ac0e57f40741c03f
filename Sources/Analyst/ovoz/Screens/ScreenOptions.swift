// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Reading
import Redaction
import TerminalControl
import TestimonyModel

/// How somebody wants to read.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Line by line, for a screen reader: no cursor movement, one thing a line.")
  var plain = false
  @OptionGroup var blur: BlurOption
  @Option(help: "The language of questions and themes: tg, ru, uz or en. Default: by $LANG.")
  var names: String?

  var noBlur: Bool { blur.noBlur }

  /// Whether a full screen is wanted and possible.
  var isFull: Bool { !plain && RawTerminal.isPossible }

  func language() throws -> Language { try .ofNames(names) }
}

extension ConfigOption {
  /// What is distressing, and when to remind of a pause.
  func distress() throws -> DistressList {
    try DistressList(parsing: text("distress.yaml"), file: path("distress.yaml"))
  }

  /// One hash of the rules and of everything that redaction is configured by: with other ones a review is due again.
  func redactionDigest() throws -> String {
    for folder in folders.map({ $0.appending(path: "redaction") }) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      guard !names.isEmpty else { continue }
      let digests = names.sorted().map { name in
        let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        return "\(name) \(Hex.text(Digest.sha256(Array(bytes))))"
      }
      let all = ["rules \(Redactor.rules)"] + digests
      return Hex.text(Digest.sha256(Array(all.joined(separator: "\n").utf8)))
    }
    throw Failure(
      "\(place)/redaction cannot be found", hint: "name its folder with --config", code: 78)
  }
}

extension Language {
  /// The language that `--names` asks for; where it is not given, the one of the machine.
  static func ofNames(_ names: String?) throws -> Language {
    guard let names else {
      let environment = TerminalControl.environment("LANG") ?? ""
      return Language(rawValue: String(environment.prefix(2))) ?? .en
    }
    guard let language = Language(rawValue: names) else {
      throw Failure("--names takes tg, ru, uz or en", hint: "or leave it out", code: 64)
    }
    return language
  }

  /// How the analyst reads it.
  var spoken: String {
    switch self {
    case .tg: "Tajik"
    case .ru: "Russian"
    case .uz: "Uzbek"
    case .en: "English"
    case .prs: "Dari"
    }
  }
}

extension Question {
  /// What a ticked number says.
  func label(_ number: UInt8, in language: Language) -> String {
    guard kind == .matrix else { return choices[Int(number)].text[language] }
    let row = rows[Int(number) / choices.count].text[language]
    return "\(row): \(choices[Int(number) % choices.count].text[language])"
  }
}
