// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
import ThematicCoding

/// A codebook as REFI-QDA's `Codes`: a code for each group that cannot be given, and the themes in it.
enum CodeTree {
  static func node(_ entries: [ThemeEntry]) -> XMLNode {
    let groups = ThemeGroup.allCases.compactMap { group -> XMLNode? in
      let members = entries.filter { $0.group == group.rawValue }
      guard !members.isEmpty else { return nil }
      return .element(
        "Code",
        [
          ("guid", GUID.of("group \(group.rawValue)")), ("name", group.rawValue),
          ("isCodable", "false"),
        ], members.map(code))
    }
    let known = Set(ThemeGroup.allCases.map(\.rawValue))
    let others = entries.filter { !known.contains($0.group ?? "") }.map(code)
    return .element("Codes", [], groups + others)
  }

  /// The GUID under which a theme goes out.
  static func guid(_ theme: String) -> String { GUID.of("theme \(theme)") }

  private static func code(_ entry: ThemeEntry) -> XMLNode {
    .element(
      "Code",
      [
        ("guid", guid(entry.id)), ("name", entry.name["en"] ?? entry.id), ("isCodable", "true"),
      ], [.tag("Description", [:], [.lines(EntryText.write(entry))])])
  }
}
