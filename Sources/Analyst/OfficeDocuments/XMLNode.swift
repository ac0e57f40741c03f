// SPDX-License-Identifier: Apache-2.0

/// A piece of XML 1.0 that is escaped as it is written, so that no text can become markup.
package enum XMLNode: Sendable {
  case element(String, [(String, String)], [XMLNode])
  case text(String)
  /// Text whose line ends stay; each line is cleaned and escaped.
  case lines(String)
  /// Markup that is built into the program; never anything that a person typed.
  case markup(String)

  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [XMLNode] = []
  ) -> XMLNode {
    .element(name, attributes.map { ($0.key, $0.value) }, children)
  }

  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) -> XMLNode {
    tag(name, attributes, [.text(text)])
  }

  /// A whole document with its declaration.
  package var document: [UInt8] {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    write(to: &output)
    return Array(output.utf8)
  }

  func write(to output: inout String) {
    switch self {
    case .text(let text): output += Self.escaped(text)
    case .lines(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      output += lines.map { Self.escaped(String($0)) }.joined(separator: "\n")
    case .markup(let markup): output += markup
    case .element(let name, let attributes, let children):
      output += "<\(name)"
      for (key, value) in attributes { output += " \(key)=\"\(Self.escaped(value))\"" }
      guard !children.isEmpty else { return output += "/>" }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
    }
  }

  /// By scalar: a quote with a combining mark after it is another Character, yet still a quote.
  static func escaped(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in CleanText.of(text).unicodeScalars {
      switch scalar {
      case "&": output.append(contentsOf: "&amp;".unicodeScalars)
      case "<": output.append(contentsOf: "&lt;".unicodeScalars)
      case ">": output.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
      case "'": output.append(contentsOf: "&#39;".unicodeScalars)
      default: output.append(scalar)
      }
    }
    return String(output)
  }
}
