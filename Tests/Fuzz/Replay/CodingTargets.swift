// SPDX-License-Identifier: Apache-2.0

import QualitativeExchange
import TerminalScreen
import ThematicCoding

extension FuzzTarget {
  /// The themes, as somebody edited them.
  static let codebook = FuzzTarget(name: "codebook") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    return (try? Codebook(parsing: text, file: "codebook.yaml")) != nil
  } seeds: {
    let words = "{tg: a, ru: a, uz: a, en: a}"
    return [
      Array(
        """
        version: "1"
        themes:
          - id: papers
            group: harmed
            name: \(words)
            meaning: \(words)
            definition: a
            include: [a]
            exclude: [b]
            cues: {tg: [ҳуҷҷат*], ru: ["забрали паспорт*"], uz: [pasport*], en: [passport*]}
            choices: [one.x, grid.r.y]

        """.utf8)
    ]
  }

  /// Another coder's decisions, once they are opened.
  static let codingSheet = FuzzTarget(name: "codingsheet") { bytes in
    guard let sheet = try? CodingSheet(json: bytes) else { return false }
    let again = (try? sheet.json()).flatMap { try? CodingSheet(json: $0) }
    precondition(again == sheet, "what was read is written as it was")
    return true
  } seeds: {
    let hash = String(repeating: "ab", count: 32)
    return [
      try CodingSheet(coder: "second-reader", codebookHash: hash, decisions: [:]).json()
    ]
  }

  /// A codebook of another program.
  static let qdc = FuzzTarget(name: "qdc") { bytes in
    (try? RefiCodebook.read(bytes)) != nil
  } seeds: {
    [RefiCodebook.write([try entry])]
  }

  /// A codebook as JSON.
  static let themeJSON = FuzzTarget(name: "themejson") { bytes in
    guard let entries = try? ThemeJSON.read(bytes) else { return false }
    _ = RefiCodebook.write(entries)
    return true
  } seeds: {
    [try ThemeJSON.write([entry])]
  }

  /// A codebook as a sheet.
  static let codeSheet = FuzzTarget(name: "codesheet") { bytes in
    (try? IFRCSheet.read(bytes)) != nil
  } seeds: {
    [
      "Type;Category;Code\r\nConcern;\"Pa;pers\";Taken\r\n",
      "type,category,code\na,b,\"c\"\"d\"\n",
    ].map { Array($0.utf8) }
  }

  /// What a terminal, or a paste into it, sends.
  static let keys = FuzzTarget(name: "keys") { bytes in
    var decoder = KeyDecoder()
    var keys = decoder.decode(bytes)
    keys += decoder.finish()
    return !keys.isEmpty
  } seeds: {
    ["a\u{1B}[A\u{1B}OPж", "\u{1B}[200~pasted\u{1B}[201~\u{1B}[1;5C"].map { Array($0.utf8) }
  }

  private static var entry: ThemeEntry {
    get throws {
      let json = #"""
        [{"id": "papers", "group": "harmed", "name": {"en": "Papers"}, "meaning": {"en": "a"},
          "include": ["a"], "exclude": [], "cues": {}, "choices": [], "htcds": []}]
        """#
      return try ThemeJSON.read(Array(json.utf8))[0]
    }
  }
}
