// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Embedding
@testable import Languages
@testable import ModelShelf
@testable import OfficeDocuments

extension FuzzTarget {
  /// The head of the language teller's weights; as many weights as it needs stand behind it.
  static let letters = FuzzTarget(name: "letters") { bytes in
    guard let weights = try? LanguageWeights(file: bytes + letterWeights) else { return false }
    let teller = LanguageIdentifier(weights)
    for text in ["Маро нафаҳмиданд.", "ular meni eshitishdi", "They did not hear me"] {
      guard case .known(_, let probability) = teller.identify(text) else { continue }
      precondition((LanguageIdentifier.surest...1).contains(probability))
    }
    return true
  } seeds: {
    let names = LanguageVariant.allCases.map(\.rawValue).joined(separator: " ")
    return ["invented\nweights 0.01 1.0\n", "weights 1e-3 2\n"].map {
      Array("\($0)\(names)\n\n".utf8)
    }
  }

  /// A model pack's head, tokenizer and directory, before weights that are there; what is taken reads a text.
  static let model = FuzzTarget(name: "model") { bytes in
    let rest = [UInt8](repeating: 0, count: max(0, modelHead - bytes.count))
    let head = bytes.prefix(modelHead) + rest
    guard let model = try? EmbeddingModel(ModelBytes(head + modelWeights)) else { return false }
    precondition(model.vector(of: "ab во ½").count == EmbeddingModel.dimensions)
    return true
  } seeds: {
    [Array(tinyModel.prefix(modelHead))]
  }

  /// A model pack as it is published: a file in an archive.
  static let archive = FuzzTarget(name: "archive") { bytes in
    let most = 65_536
    guard let file = ArchivedFile.read("m.bin", in: Data(bytes), most: most) else { return false }
    precondition(file.count <= most)
    return true
  } seeds: {
    try [true, false].map { stored in
      var archive = ZipArchive()
      try archive.add("a", [1], stored: true)
      try archive.add("m.bin", [UInt8](repeating: 0x61, count: 300), stored: stored)
      return archive.bytes
    }
  }

  private static let letterWeights = (0..<(LetterRows.places * LanguageVariant.allCases.count))
    .map { UInt8(truncatingIfNeeded: $0 &* 31) }
  private static let tiny = TinyModel(layers: 1)
  private static let tinyModel = tiny.bytes()
  private static let modelHead = tinyModel.count - tiny.weightBytes
  private static let modelWeights = Array(tinyModel.suffix(from: modelHead))
}
