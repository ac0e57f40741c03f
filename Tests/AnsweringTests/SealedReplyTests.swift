// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Answering

@Suite struct SealedReplyTests {
  static func key(_ byte: UInt8) -> SecretBytes {
    SecretBytes(copying: [UInt8](repeating: byte, count: 32))
  }

  /// The receipt's side, by AnswerFormat §4 alone.
  static func open(_ sealed: [UInt8], _ key: borrowing SecretBytes) throws -> String {
    let name = MAC.hmacSHA256(key: key, Array("ovoz reply name v1".utf8)).prefix(16)
    let padded = try AEAD.open(
      sealed.dropFirst(12), key: key, nonce: Array(sealed.prefix(12)),
      associated: Array("ovoz reply key v1".utf8) + name)
    let length = Int(padded[0]) << 8 | Int(padded[1])
    #expect(padded.count == 1_024 && padded.dropFirst(2 + length).allSatisfy { $0 == 0 })
    return String(decoding: padded[2..<2 + length], as: UTF8.self)
  }

  @Test(arguments: ["a", "Ташаккур, ки навиштед.", String(repeating: "ҷ", count: 500)])
  func `a reply opens with its testimony's key and with no other`(text: String) throws {
    let reply = try SealedReply(text, key: Self.key(1))
    #expect(reply.sealed.count == SealedReply.sealedLength)
    #expect(try Self.open(reply.sealed, Self.key(1)) == text)
    #expect(throws: PrimitiveError.notAuthentic) { try Self.open(reply.sealed, Self.key(2)) }
    #expect(try SealedReply(text, key: Self.key(1)).sealed != reply.sealed)
  }

  @Test(arguments: ["", " \n", "a ", "a\u{7}", "a\tb", String(repeating: "ҷ", count: 501)])
  func `what is no reply is not sealed`(text: String) {
    #expect(throws: AnswerError.badReply) { try SealedReply(text, key: Self.key(1)) }
  }

  @Test func `line ends become line feeds, and blank ends go`() throws {
    #expect(try SealedReply.cleaned("\n a\r\nb\rc\n\n") == "a\nb\nc")
  }

  @Test func `a key of another length seals nothing`() {
    #expect(throws: AnswerError.badKey) {
      try SealedReply("a", key: SecretBytes(copying: [UInt8](repeating: 1, count: 31)))
    }
  }

  // G4
  @Test(arguments: [(0, 16), (1, 16), (15, 16), (16, 16), (17, 32)])
  func `the number of replies shows in steps of sixteen only`(real: Int, shown: Int) throws {
    let reception = try Reception()
    let replies = try (0..<real).map {
      try SealedReply("invented \($0)", key: Self.key(UInt8($0)))
    }
    let bytes = try reception.published(replies: replies)
    let published = try PublishedAnswer(bytes, of: reception.campaign)
    #expect(published.replyCount == shown)
    for number in 0..<real {
      let key = Self.key(UInt8(number))
      let sealed = try #require(published.reply(named: SealedReply.name(of: key)))
      #expect(try Self.open(sealed, key) == "invented \(number)")
    }
    #expect(published.reply(named: SealedReply.name(of: Self.key(99))) == nil)
    #expect(published.reply(named: []) == nil)
    #expect(published.reply(named: [UInt8](repeating: 255, count: 16)) == nil)
    #expect(published.reply(named: [UInt8](repeating: 255, count: 17)) == nil)
  }

  // G4
  @Test func `from answer to answer no reply looks older than another`() throws {
    let reception = try Reception()
    let reply = try SealedReply("invented", key: Self.key(1))
    let again = try SealedReply("invented", key: Self.key(1))
    let first = try Self.replies(try reception.published(number: 1, replies: [reply]))
    let second = try Self.replies(try reception.published(number: 2, replies: [again]))
    #expect(first.map(\.name) == second.map(\.name))
    #expect(zip(first, second).allSatisfy { $0.sealed != $1.sealed })
  }

  @Test func `two replies under one key are not published`() throws {
    let reception = try Reception()
    let replies = try ["one", "two"].map { try SealedReply($0, key: Self.key(1)) }
    #expect(throws: AnswerError.sharedKey) { try reception.published(replies: replies) }
  }

  private static func replies(_ bytes: [UInt8]) throws -> [SealedReply] {
    let all = bytes.dropLast(64).suffix(16 * AnswerLayout.replyLength)
    return (0..<16).map { place in
      let one = all.dropFirst(place * AnswerLayout.replyLength).prefix(AnswerLayout.replyLength)
      return SealedReply(name: Array(one.prefix(16)), sealed: Array(one.dropFirst(16)))
    }
  }
}
