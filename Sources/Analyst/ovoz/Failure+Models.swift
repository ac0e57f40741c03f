// SPDX-License-Identifier: Apache-2.0

import Embedding
import ModelShelf

extension Failure {
  /// The list is the file of models that are known, as the person named it.
  init(_ error: ShelfError, list: String = "models.yaml") {
    switch error {
    case .cannotRead:
      self.init("this file cannot be read as a model pack", hint: EmbeddingError.cannotRead.advice)
    case .notInArchive:
      self.init(
        "this archive holds no model that \(list) names, or is damaged",
        hint: "copy it again, or take the model out of it and give that file")
    case .unknownDigest(let digest):
      self.init(
        "this file is none that \(list) names; its SHA-256 is \(digest)",
        hint: "if you know it from somebody you trust, add --trust-digest with it", code: 20)
    case .badDigest:
      self.init(
        "a digest has 64 hexadecimal digits", hint: "give the file's whole SHA-256", code: 64)
    case .unreadable(let error):
      self.init("this is no model pack that can be read", hint: error.advice, code: 30)
    case .cannotWrite:
      self.init("the folder of model packs cannot be written", hint: "is there room on the disk?")
    case .notThere:
      self.init("there is no such model pack", hint: "see `ovoz models list`", code: 10)
    case .changed:
      self.init(
        "a model pack is not what was added", hint: "remove it, then add it again from its source",
        code: 30)
    }
  }
}
