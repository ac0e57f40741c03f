// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Deflation
import Embedding
import Foundation
import ModelShelf
import Testing

@Suite struct ModelShelfTests {
  private let model = SmallestModel.bytes()

  @Test func `a known file is kept under its digest, for its owner alone, and opens`() throws {
    let place = try Workplace(known: model)
    let added = try place.shelf.add(place.file(model))
    #expect(added.name == "invented-0")
    #expect(place.kept == ["\(added.digest).model"])
    #expect(added.digest == Hex.text(Digest.sha256(model)))
    let file = place.folder.appending(path: "shelf/\(added.digest).model")
    let facts = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try place.shelf.open().vector(of: "anything").count == EmbeddingModel.dimensions)
    #expect(try place.shelf.add(place.file(model)) == added)
  }

  @Test(arguments: [UInt16(0), 8])
  func `a wheel that holds a known model is taken`(method: UInt16) throws {
    let place = try Workplace(known: model)
    let packed = method == 0 ? model : try #require(Deflate.raw(model))
    let wheel = Archive.of(
      "packet/model-0.bin", method: method, packed: packed, length: model.count)
    #expect(try place.shelf.add(place.file(wheel)).name == "invented-0")
    #expect(place.kept.count == 1)
  }

  @Test func `an archive without it, damaged, or with a false length is refused`() throws {
    let place = try Workplace(known: model)
    let packed = try #require(Deflate.raw(model))
    let good = Archive.of("packet/model-0.bin", method: 8, packed: packed, length: model.count)
    var archives = [
      Archive.of("packet/other.bin", method: 8, packed: packed, length: model.count),
      Archive.of("packet/model-0.bin", method: 8, packed: packed, length: model.count - 1),
      Archive.of("packet/model-0.bin", method: 8, packed: packed, length: model.count + 1),
      Archive.of("packet/model-0.bin", method: 12, packed: packed, length: model.count),
      Array(good.dropLast(30)), Array("PK\u{3}\u{4}".utf8),
    ]
    archives += (0..<46).map { place in
      var archive = good
      archive[archive.count - 22 - 64 + place] ^= 0xff
      return archive
    }
    for archive in archives {
      do {
        _ = try place.shelf.add(place.file(archive))
        // A byte that no reader looks at may be anything: then it is still the known model.
        #expect(place.kept == ["\(Hex.text(Digest.sha256(model))).model"])
        try place.shelf.remove("invented-0")
      } catch { #expect(error as? ShelfError == .notInArchive) }
    }
    #expect(place.kept.isEmpty)
  }

  @Test func `an unknown digest is refused unless it is given`() throws {
    let place = try Workplace()
    let digest = Hex.text(Digest.sha256(model))
    let file = try place.file(model)
    #expect(throws: ShelfError.unknownDigest(digest)) { try place.shelf.add(file) }
    let other = String(repeating: "0", count: 64)
    #expect(throws: ShelfError.unknownDigest(digest)) {
      try place.shelf.add(file, trusting: other)
    }
    #expect(throws: ShelfError.badDigest) { try place.shelf.add(file, trusting: "abc") }
    #expect(place.kept.isEmpty)
    #expect(try place.shelf.add(file, trusting: digest.uppercased()).known == nil)
  }

  @Test func `what has a trusted digest and is no model leaves nothing behind`() throws {
    let place = try Workplace(known: Array("nonsense".utf8))
    let file = try place.file(Array("nonsense".utf8))
    #expect(throws: ShelfError.unreadable(.notAModel)) { try place.shelf.add(file) }
    #expect(place.kept.isEmpty)
  }

  @Test func `a file that was exchanged on the shelf is not opened`() throws {
    let place = try Workplace(known: model)
    let added = try place.shelf.add(place.file(model))
    let file = place.folder.appending(path: "shelf/\(added.digest).model")
    try Data(SmallestModel.bytes(marked: 1)).write(to: file)
    #expect(throws: ShelfError.changed) { try place.shelf.open() }
    #expect(throws: ShelfError.changed) { try place.shelf.check(added) }
  }

  @Test func `known models come first, in the order of their list`() throws {
    let (first, second) = (SmallestModel.bytes(marked: 1), SmallestModel.bytes(marked: 2))
    let place = try Workplace(known: first, second)
    let digest = Hex.text(Digest.sha256(model))
    for bytes in [model, second, first] {
      _ = try place.shelf.add(place.file(bytes), trusting: digest)
    }
    let names = place.shelf.list().map(\.name)
    #expect(names == ["invented-0", "invented-1", String(digest.prefix(12))])
    try place.shelf.remove("invented-0")
    try place.shelf.remove(String(digest.prefix(8)))
    #expect(place.shelf.list().map(\.name) == ["invented-1"])
  }

  @Test func `an empty shelf has nothing to open or remove`() throws {
    let shelf = try Workplace().shelf
    #expect(shelf.list().isEmpty)
    #expect(throws: ShelfError.notThere) { try shelf.open() }
    #expect(throws: ShelfError.notThere) { try shelf.remove("invented-0") }
  }

  @Test func `the project's own list is read`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/models.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let known = try KnownModel.list(parsing: text, file: "models.yaml")
    #expect(known.first?.name == "multilingual-e5-small-q4")
  }

  @Test(arguments: [
    ("sha256: 12", 3), ("bytes: 0", 4), ("colour: red", 2),
  ])
  func `a mistake in the list names its line`(line: String, at number: Int) {
    let digest = String(repeating: "a", count: 64)
    var lines = [
      "models:", "  - name: one", "    sha256: \(digest)", "    bytes: 5", "    inside: a/b",
      "    licence: MIT", "    source: here",
    ]
    if number == 2 { lines.insert("    \(line)", at: 2) } else { lines[number - 1] = "    " + line }
    let text = lines.joined(separator: "\n")
    let found = #expect(throws: (any Error).self) {
      try KnownModel.list(parsing: text, file: "models.yaml")
    }
    #expect("\(String(describing: found))".contains("models.yaml:\(number == 2 ? 3 : number):"))
  }
}
