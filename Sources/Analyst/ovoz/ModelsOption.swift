// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Embedding
import Foundation
import Languages
import ModelShelf
import TerminalControl

/// Where model packs are kept, and which is used.
struct ModelsOption: ParsableArguments {
  @Option(
    help:
      "The folder of model packs. Default: $OVOZ_MODELS, else $XDG_DATA_HOME/ovoz-models, else ~/.local/share/ovoz-models.",
    completion: .directory)
  var models: String?

  func shelf(_ config: ConfigOption) throws -> ModelShelf {
    let known = try KnownModel.list(
      parsing: config.text("models.yaml"), file: config.path("models.yaml"))
    return ModelShelf(folder: folder, known: known)
  }

  /// The pack in use, or nil where there is none; then one line says what is lost.
  func embedder(_ config: ConfigOption, without loss: String) throws -> Embedder? {
    let shelf = try shelf(config)
    guard !shelf.list().isEmpty else {
      Terminal.say("ovoz: without a model pack \(loss); see `ovoz models --help`")
      return nil
    }
    let languages = try LanguageIdentifier(weights: config.bytes("languages/letters.weights"))
    return try Embedder(
      shelf.open(), languages: languages, tajikWords: config.text("languages/tajik-words.txt"))
  }

  private var folder: URL {
    if let path = models ?? TerminalControl.environment("OVOZ_MODELS") {
      return URL(filePath: path)
    }
    return DataFolder.named("ovoz-models")
  }
}
