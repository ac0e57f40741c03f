// SPDX-License-Identifier: Apache-2.0

import Embedding
import Foundation
import Testing

@Suite struct HostileFileTests {
  private static let good = TinyModel(layers: 1).bytes()

  private func error(_ bytes: [UInt8]) throws -> EmbeddingError? {
    try withFile(bytes) { url in
      do throws(EmbeddingError) {
        _ = try EmbeddingModel(contentsOf: url)
        return nil
      } catch { return error }
    }
  }

  private func changed(_ place: Int, to bytes: [UInt8]) -> [UInt8] {
    var file = Self.good
    file.replaceSubrange(place..<(place + bytes.count), with: bytes)
    return file
  }

  @Test func `what is as it announces is taken`() throws {
    #expect(try error(Self.good) == nil)
  }

  @Test func `a file that is not there, or is a folder, cannot be read`() {
    let folder = FileManager.default.temporaryDirectory
    for url in [folder, folder.appending(path: UUID().uuidString)] {
      #expect(throws: EmbeddingError.cannotRead) { try EmbeddingModel(contentsOf: url) }
    }
  }

  @Test(arguments: [
    ([], EmbeddingError.notAModel), (Array("E5S".utf8), .notAModel),
    (Array("PK\u{3}\u{4} a wheel".utf8), .notAModel), (Array("E5S1".utf8), .truncated),
  ])
  func `what does not begin as a model is none`(bytes: [UInt8], expected: EmbeddingError) throws {
    #expect(try error(bytes) == expected)
  }

  @Test func `another version of the format is named as such`() throws {
    #expect(try error(changed(4, to: [2])) == .unknownVersion)
  }

  @Test(arguments: [
    (8, Int32(768)), (12, 0), (12, 1000), (16, 0), (16, 7), (20, 33), (20, -32), (24, -1),
    (24, .max), (28, 0), (32, 0), (40, 64),
  ])
  func `sizes that are not computed with are refused`(place: Int, size: Int32) throws {
    #expect(try error(changed(place, to: TinyModel.little(size))) == .otherShape)
  }

  @Test(arguments: [Float.nan, 0, -1, 1, .infinity])
  func `a step that is no small number is refused`(value: Float) throws {
    #expect(try error(changed(36, to: TinyModel.little(value))) == .damaged)
  }

  @Test func `a file cut anywhere is refused`() throws {
    for length in stride(from: 0, to: Self.good.count, by: 971) {
      #expect(try error(Array(Self.good.prefix(length))) != nil, "\(length)")
    }
    #expect(try error(Self.good.dropLast()) == .truncated)
  }

  /// Every byte before the weights, each set to another value: taken or refused, never a crash.
  @Test func `no byte of the tables makes it read elsewhere`() throws {
    let end = Self.good.count - TinyModel(layers: 1).weightBytes
    var refused = 0
    for place in 0..<end {
      let value = [0, 0x7f, 0xff][place % 3] as UInt8
      guard Self.good[place] != value else { continue }
      refused += try error(changed(place, to: [value])) == nil ? 0 : 1
    }
    #expect(refused > end / 3)
  }

  @Test func `a weight that is no number is refused`() throws {
    let start = Self.good.count - TinyModel(layers: 1).weightBytes
    // The first table's first scale: half precision's infinity.
    #expect(try error(changed(start, to: [0x00, 0x7c])) == .damaged)
    // The last table holds plain numbers.
    let nan = TinyModel.little(Float.nan)
    #expect(try error(changed(Self.good.count - 4, to: nan)) == .damaged)
  }

  @Test func `each error says what to do`() {
    let all: [EmbeddingError] = [
      .cannotRead, .notAModel, .unknownVersion, .tooLarge, .truncated, .otherShape, .damaged,
    ]
    #expect(Set(all.map(\.advice)).count == all.count)
  }
}
