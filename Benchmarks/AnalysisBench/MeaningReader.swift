// SPDX-License-Identifier: Apache-2.0

import Embedding
import Foundation
import Languages
import ThemeLearning

/// Reads what texts mean by a pack, in memory only.
struct MeaningReader {
  /// The vectors of texts; none without a pack.
  let vectors: ([String]) -> [[Float]]
  private let hasPack: Bool

  /// As the analyst's commands read: by the files of Config/languages, in `restore` or where they are
  /// found; `plain` gives texts to the pack as they were typed.
  init(_ path: String?, restore: String?, plain: Bool) throws {
    hasPack = path != nil
    guard let path else {
      vectors = { $0.map { _ in [] } }
      return
    }
    let model = try EmbeddingModel(contentsOf: URL(filePath: path))
    guard !plain, let folder = restore ?? Self.shipped() else {
      if !plain { FileHandle.standardError.write(Data(Self.note.utf8)) }
      vectors = { model.vectors(of: $0) }
      return
    }
    let embedder = try Embedder(model, restoringBy: folder)
    vectors = { embedder.vectors(of: $0) }
  }

  func read(_ texts: [CodedText]) -> [MeantText] {
    let found = vectors(texts.map(\.text))
    return zip(texts, found).map { MeantText(coded: $0, vector: hasPack ? $1 : nil) }
  }

  private static let note =
    "note: no Config/languages here; the pack reads texts as they are typed\n"

  /// Config/languages of this folder, or of the project that holds the program.
  private static func shipped() -> String? {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var places = ["Config/languages"]
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      places.append(folder.appending(path: "Config/languages").path)
    }
    return places.first { FileManager.default.fileExists(atPath: "\($0)/letters.weights") }
  }
}

extension Embedder {
  /// Reads texts by the files of the folder Config/languages.
  init(_ model: EmbeddingModel, restoringBy folder: String) throws {
    let parts = ["letters.weights", "tajik-words.txt"].map {
      FileManager.default.contents(atPath: "\(folder)/\($0)")
    }
    guard let weights = parts[0], let words = parts[1] else {
      throw AnalysisBenchError.unusable(folder)
    }
    self = try Embedder(
      model, languages: LanguageIdentifier(weights: Array(weights)),
      tajikWords: String(decoding: words, as: UTF8.self))
  }
}
