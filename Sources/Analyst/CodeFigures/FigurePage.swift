// SPDX-License-Identifier: Apache-2.0

import Mustache

/// A page of exact figures for the analyst's own eyes: self-contained, without script, and it says that it is not for
/// the room.
public struct FigurePage: Sendable {
  private static let barWidth = 200
  private let page: MustacheTemplate
  private let style: String

  /// Prepares the page; throws where the program was built with a broken one.
  public init() throws(CodeFiguresError) {
    style = String(decoding: PackageResources.figures_css, as: UTF8.self)
    do {
      page = try MustacheTemplate(
        string: String(decoding: PackageResources.figures_mustache, as: UTF8.self))
    } catch {
      throw .brokenPageTemplate
    }
  }

  /// The page as HTML.
  /// - Parameters:
  ///   - table: what was counted.
  ///   - names: what each code is called, in the table's order.
  ///   - copies: what is said of testimonies that are nearly the same; nil where none are.
  ///   - codebook: which codebook the codes are of, for the last line.
  /// - Returns: one HTML document.
  public func html(
    _ table: CodeTable, names: [String], copies: String?, codebook: String
  ) -> String {
    let shown = table.codes.indices.filter { table.count($0) > 0 }
    let most = shown.map(table.count).max() ?? 1
    let codes = table.codes.indices.sorted { (table.count($1), $0) < (table.count($0), $1) }.map {
      Code(
        name: names[$0], count: table.count($0), bar: table.count($0) * Self.barWidth / max(1, most)
      )
    }
    let rows = shown.enumerated().map { number, code in
      Row(
        number: number + 1, name: names[code],
        cells: shown.map { other in
          Cell(count: table.count(code, with: other), shade: Self.shade(table, code, other))
        })
    }
    return page.render(
      Page(
        style: style, testimonies: table.testimonies, without: table.without, copies: copies,
        codes: codes, columns: shown.indices.map { $0 + 1 }, rows: rows, codebook: codebook))
  }

  private static func shade(_ table: CodeTable, _ code: Int, _ other: Int) -> Int {
    guard code != other else { return 0 }
    return min(4, Int((table.likeness(code, other) * 6).rounded(.up)))
  }

  private struct Page {
    let style: String
    let testimonies, without: Int
    let copies: String?
    let codes: [Code]
    let columns: [Int]
    let rows: [Row]
    let codebook: String
  }

  private struct Code {
    let name: String
    let count, bar: Int
  }

  private struct Row {
    let number: Int
    let name: String
    let cells: [Cell]
  }

  private struct Cell {
    let count, shade: Int
  }
}
