// SPDX-License-Identifier: Apache-2.0

/// `{name}` in a message, filled in one pass, so that what is filled in is never searched again.
enum Placeholders {
  static func fill(_ text: String, with fillings: [String: String]) -> String {
    pieces(of: text).map { piece in
      switch piece {
      case .text(let text): String(text)
      case .name(let name): fillings[String(name)] ?? ""
      }
    }.joined()
  }

  static func names(in text: String) -> Set<String> {
    Set(
      pieces(of: text).compactMap { piece in
        guard case .name(let name) = piece else { return nil }
        return String(name)
      })
  }

  private enum Piece {
    case text(Substring)
    case name(Substring)
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(.text(rest[..<open]))
      pieces.append(.name(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [.text(rest)]
  }
}
