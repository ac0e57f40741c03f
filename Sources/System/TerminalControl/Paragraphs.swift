// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text with each paragraph on one line, for a terminal to break where it ends.
  ///
  /// Lines that are indented, such as examples, stay as they are.
  public var paragraphs: String {
    var lines: [Substring] = []
    var text = ""
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      let goesOn = lines.last.map { !$0.isEmpty && !$0.hasPrefix(" ") } ?? false
      let isProse = !line.isEmpty && !line.hasPrefix(" ")
      text += lines.isEmpty ? "" : goesOn && isProse ? " " : "\n"
      text += line
      lines.append(line)
    }
    return text
  }
}
