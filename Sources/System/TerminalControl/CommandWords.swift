// SPDX-License-Identifier: Apache-2.0

/// A command line as words, without a shell: no variable, no pattern, no pipe is looked at.
public enum CommandWords {
  /// Splits at spaces; quotes of either kind and a backslash keep them.
  /// - Returns: the words, or nil where a quote is not closed or there is no word.
  public static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for sign in line {
      if isEscaped {
        word = (word ?? "") + String(sign)
        isEscaped = false
      } else if sign == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if sign == open { quote = nil } else { word = (word ?? "") + String(sign) }
      } else if sign == "'" || sign == "\"" {
        quote = sign
        word = word ?? ""
      } else if sign.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(sign)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let done = word { words.append(done) }
    return words.isEmpty ? nil : words
  }
}
