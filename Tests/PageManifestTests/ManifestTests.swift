// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing
import TestimonyModel

@testable import PageManifest

struct ManifestTests {
  @Test func `what is written is what is read`() throws {
    let sample = try Sample()
    #expect(try Manifest(sample.note, signedBy: sample.key) == sample.manifest)
  }

  @Test func `another key's signature is refused`() throws {
    let (one, other) = (try Sample(), try Sample(seed: 2))
    #expect(throws: PageManifestError.badSignature) {
      try Manifest(one.note, signedBy: other.key)
    }
  }

  @Test(arguments: [
    (" 200 ", " 404 "), ("nosniff", "sniff"), ("hole", "hale"), ("day 2026", "day 2027"),
    ("— ovoz-intake", "— another"), ("\n\n", "\n"),
  ])
  func `a changed manifest is refused`(before: String, after: String) throws {
    let sample = try Sample()
    let changed = sample.note.replacing(before, with: after)
    #expect(changed != sample.note)
    #expect(throws: PageManifestError.badSignature) {
      try Manifest(changed, signedBy: sample.key)
    }
  }

  @Test(arguments: [
    ("ovoz manifest v1", "ovoz manifest v2", PageManifestError.unknownVersion),
    ("ovoz manifest v1", "ovoz log", .unreadable(line: 1)),
    ("campaign 00", "campaign ", .unreadable(line: 2)),
    ("fingerprint 11", "fingerprint zz", .unreadable(line: 3)),
    ("day 2026-12-01", "day 2026-13-01", .unreadable(line: 4)),
    ("header 1 b", "haeder 1 b", .unreadable(line: 5)),
    (" headers 1 hole", " headers 9 hole", .unreadable(line: 7)),
    (" hole 8 32", " hole 8 3", .unreadable(line: 7)),
    (" hole 8 32", " hole 80 32", .unreadable(line: 7)),
    (" hole 8 32", " hole 8", .unreadable(line: 7)),
  ])
  func `a signed line that cannot be read is named`(
    before: String, after: String, error: PageManifestError
  ) throws {
    let sample = try Sample()
    let text = sample.manifest.text.replacing(before, with: after)
    #expect(text != sample.manifest.text)
    let note = try SignedNote.sign(text, sample.privateKey())
    #expect(throws: error) { try Manifest(note, signedBy: sample.key) }
  }

  @Test func `a page without an end is refused`() throws {
    let sample = try Sample()
    let length = "\(sample.entry.status) \(sample.entry.length) "
    let text = sample.manifest.text.replacing(
      length, with: "\(sample.entry.status) \(Int.min) ")
    #expect(text != sample.manifest.text)
    let note = try SignedNote.sign(text, sample.privateKey())
    #expect(throws: PageManifestError.unreadable(line: 7)) {
      try Manifest(note, signedBy: sample.key)
    }
  }
}

struct DifferenceTests {
  @Test func `the same page with another fresh id is the same`() throws {
    let entry = try Sample().entry
    let other = Sample.reply(id: String(repeating: "5c", count: 16))
    #expect(entry.differences(from: other).isEmpty)
  }

  @Test func `whatever differs is named`() throws {
    let entry = try Sample().entry
    let id = Sample.id
    #expect(entry.differences(from: Sample.reply(status: 404)) == [.status(wanted: 200, got: 404)])
    #expect(entry.differences(from: Sample.reply(end: "enD")) == [.body])
    #expect(entry.differences(from: Sample.reply(end: "end!")) == [.extraBytes(1)])
    #expect(entry.differences(from: Sample.reply(end: "")) == [.missingBytes(3)])
    #expect(entry.differences(from: Sample.reply(id: id.uppercased())) == [.hole])
    #expect(
      entry.differences(from: Sample.reply(id: "><script src=//invented.example>")) == [.hole])
  }

  @Test func `a header that is dropped, changed, doubled or added is named`() throws {
    let entry = try Sample().entry
    let fields = Sample.fields
    let dropped = Sample.reply(fields: [fields[0]])
    #expect(entry.differences(from: dropped) == [.header("x-content-type-options")])
    let changed = Sample.reply(fields: [.init("Before", "other"), fields[1]])
    #expect(entry.differences(from: changed) == [.header("before")])
    let doubled = Sample.reply(fields: fields + [fields[0]])
    #expect(entry.differences(from: doubled) == [.header("before")])
    let added = Sample.reply(fields: fields + [.init("Set-Cookie", "a=b")])
    #expect(entry.differences(from: added) == [.extraHeader("set-cookie")])
    let asked = Sample.reply(fields: fields + [.init("Content-Encoding", "gzip")])
    #expect(entry.differences(from: asked).isEmpty)
  }
}

struct HoleTests {
  @Test(
    arguments: [
      ("id=\(Sample.id).", "id=\(Sample.id).", []),
      ("id=\(Sample.id).", "id=\(String(repeating: "a", count: 32)).", [3..<35]),
      ("id=0011", "id=0012", nil), ("same", "sane", nil), ("short", "longer", nil),
    ] as [(String, String, [Range<Int>]?)])
  func `where two renderings differ, a fresh id stands or nothing`(
    one: String, other: String, holes: [Range<Int>]?
  ) {
    #expect(Holes.between(Array(one.utf8), Array(other.utf8)) == holes)
  }
}

/// A small page with a hole, and its manifest.
private struct Sample {
  static let id = "00112233445566778899aabbccddeeff"
  static let fields = [
    ServedReply.Field("Before", "one: two"), .init("X-Content-Type-Options", "nosniff"),
  ]
  let seed: UInt8
  let entry: PageEntry
  let manifest: Manifest
  let key: [UInt8]
  let note: String

  init(seed: UInt8 = 1) throws {
    self.seed = seed
    entry = PageEntry("/?lang=tg", Self.reply(), holes: [8..<40])
    manifest = Manifest(
      campaign: Array(repeating: 0, count: 16), fingerprint: Array(repeating: 0x11, count: 32),
      day: try #require(Day("2026-12-01")), pages: [entry],
      answers: [AnswerEntry("thanks?tg", body: [1, 2])])
    let key = try Self.privateKey(seed)
    self.key = key.publicKey
    note = try manifest.signed(by: key)
  }

  func privateKey() throws -> Signing.PrivateKey { try Self.privateKey(seed) }

  private static func privateKey(_ seed: UInt8) throws -> Signing.PrivateKey {
    try Signing.PrivateKey(seed: SecretBytes(copying: Array(repeating: seed, count: 32)))
  }

  static func reply(
    status: Int = 200, id: String = id, end: String = "end",
    fields: [ServedReply.Field] = fields
  ) -> ServedReply {
    ServedReply(status: status, fields: fields, body: Array("start id\(id)\(end)".utf8))
  }
}
