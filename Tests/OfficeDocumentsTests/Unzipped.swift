// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation
import FoundationXML
import Testing

/// A ZIP file read by its directory (APPNOTE §4.3), apart from the code that wrote it.
struct Unzipped {
  struct Entry {
    let name: String
    let method: Int
    let time: Int
    let day: Int
    let madeBy: Int
    let bytes: [UInt8]
    let crc: Int
  }

  let entries: [Entry]

  init(_ file: [UInt8]) throws {
    let end = file.count - 22
    try #require(end >= 0 && Self.number(file, end, 4) == 0x0605_4b50)
    var place = Self.number(file, end + 16, 4)
    var entries: [Entry] = []
    for _ in 0..<Self.number(file, end + 10, 2) {
      try #require(Self.number(file, place, 4) == 0x0201_4b50)
      entries.append(try Self.entry(file, place))
      place +=
        46 + Self.number(file, place + 28, 2) + Self.number(file, place + 30, 2)
        + Self.number(file, place + 32, 2)
    }
    #expect(place == end)
    self.entries = entries
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try #require(entries.first { $0.name == name }).bytes
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The names of all elements of one part, in order; fails where it is no XML.
  func elements(_ name: String) throws -> [String] {
    let parser = XMLParser(data: Data(try bytes(name)))
    let names = ElementNames()
    parser.delegate = names
    try #require(parser.parse(), "\(name) is not well-formed")
    return names.names
  }

  private static func entry(_ file: [UInt8], _ place: Int) throws -> Entry {
    let nameLength = number(file, place + 28, 2)
    let local = number(file, place + 42, 4)
    try #require(number(file, local, 4) == 0x0403_4b50)
    let start = local + 30 + number(file, local + 26, 2) + number(file, local + 28, 2)
    let packed = Array(file[start..<start + number(file, place + 20, 4)])
    let method = number(file, place + 10, 2)
    let length = number(file, place + 24, 4)
    return Entry(
      name: String(decoding: file[place + 46..<place + 46 + nameLength], as: UTF8.self),
      method: method, time: number(file, place + 12, 2), day: number(file, place + 14, 2),
      madeBy: number(file, place + 4, 2),
      bytes: method == 0 ? packed : try inflated(packed, length, windowBits: -15),
      crc: number(file, place + 16, 4))
  }

  static func inflated(_ packed: [UInt8], _ length: Int, windowBits: Int32) throws -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    try #require(inflateInit2_(&stream, windowBits, ZLIB_VERSION, size) == Z_OK)
    defer { inflateEnd(&stream) }
    var (input, output) = (packed, [UInt8](repeating: 0, count: length + 1))
    let result = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    try #require(result == Z_STREAM_END && stream.total_out == UInt(length))
    return Array(output.prefix(length))
  }

  static func number(_ bytes: [UInt8], _ place: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}

private final class ElementNames: NSObject, XMLParserDelegate {
  var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) { names.append(name) }
}
