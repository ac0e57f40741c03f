// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation

/// What stands on a slip in words, from Config/slips.yaml.
struct SlipTexts {
  /// The most letters of a sentence that fits on a slip.
  static let mostLetters = 90

  let invitation: LocalizedText

  init(file: URL) throws(ConfigMistake) {
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    var members = try ConfigNode(parsing: yaml, file: file.relativePath).mapping()
    let node = try members.required("invitation")
    invitation = try LocalizedText(node)
    for (language, text) in invitation.texts where text.count > Self.mostLetters {
      throw node.mistake("\(language.rawValue): more than \(Self.mostLetters) letters do not fit")
    }
    try members.finish()
  }
}
